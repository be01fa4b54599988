/**
 * Kinds of parse-tree nodes a question's SELECT may consist of, and the fields each may have. Whatever is not
 * named here is refused; above all intoClause, lockingClause and every statement but SELECT.
 */
const KINDS = `
SelectStmt distinctClause targetList fromClause whereClause groupClause groupDistinct havingClause windowClause
  valuesLists sortClause limitOffset limitCount limitOption withClause op all larg rarg
ResTarget name indirection val
ColumnRef fields
A_Star
String sval
Integer ival
Float fval
Boolean boolval
BitString bsval
A_Const ival fval boolval sval bsval isnull
A_Expr kind name lexpr rexpr rexpr_list_start rexpr_list_end
A_Indirection arg indirection
A_Indices is_slice lidx uidx
A_ArrayExpr elements list_start list_end
Alias aliasname colnames
BoolExpr boolop args
BooleanTest arg booltesttype
NullTest arg nulltesttype argisrow
CaseExpr arg args defresult casetype
CaseWhen expr result
CoalesceExpr args
MinMaxExpr op args
CollateClause arg collname
FuncCall funcname args agg_order agg_filter over agg_within_group agg_star agg_distinct func_variadic funcformat
NamedArgExpr arg name argnumber
GroupingFunc args
GroupingSet kind content
List items
RowExpr args row_format colnames
SQLValueFunction op typmod
SortBy node sortby_dir sortby_nulls useOp
SubLink subLinkType testexpr operName subselect
TypeCast arg typeName
TypeName names setof pct_type typmods typemod arrayBounds
WindowDef name refname partitionClause orderClause frameOptions startOffset endOffset
WithClause ctes recursive
CommonTableExpr ctename aliascolnames ctematerialized ctequery search_clause cycle_clause
CTESearchClause search_col_list search_breadth_first search_seq_column
CTECycleClause cycle_col_list cycle_mark_column cycle_mark_value cycle_mark_default cycle_path_column
RangeVar catalogname schemaname relname inh relpersistence alias
RangeSubselect lateral subquery alias
RangeFunction lateral ordinality is_rowsfrom functions alias coldeflist
RangeTableSample relation method args repeatable
ColumnDef colname typeName is_local
JoinExpr jointype isNatural larg rarg usingClause join_using_alias quals alias
JsonIsPredicate expr format item_type unique_keys
JsonFormat format_type encoding
JsonValueExpr raw_expr format
JsonObjectConstructor exprs output absent_on_null unique
JsonArrayConstructor exprs output absent_on_null
JsonKeyValue key value
JsonObjectAgg constructor arg absent_on_null unique
JsonArrayAgg constructor arg absent_on_null
JsonAggConstructor output agg_filter agg_order over
JsonFuncExpr op column_name context_item pathspec output on_empty on_error wrapper quotes
JsonBehavior btype expr
JsonOutput typeName returning
JsonReturning format
`;

const entries = KINDS.trim()
  .replaceAll(/\n\s+/g, ' ')
  .split('\n')
  .map((line) => line.split(' '));

export const ALLOWED_NODES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  entries.map(([kind = '', ...fields]) => [kind, new Set([...fields, 'location'])]),
);

/** Fields that hold a node without its kind around it, and its kind; `Kind.field` where the kind they stand in matters. */
export const BARE_FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    larg: 'SelectStmt',
    rarg: 'SelectStmt',
    over: 'WindowDef',
    typeName: 'TypeName',
    alias: 'Alias',
    join_using_alias: 'Alias',
    boolval: 'Boolean',
    bsval: 'BitString',
    fval: 'Float',
    ival: 'Integer',
    sval: 'String',
    withClause: 'WithClause',
    search_clause: 'CTESearchClause',
    cycle_clause: 'CTECycleClause',
    collClause: 'CollateClause',
    format: 'JsonFormat',
    value: 'JsonValueExpr',
    context_item: 'JsonValueExpr',
    output: 'JsonOutput',
    returning: 'JsonReturning',
    on_empty: 'JsonBehavior',
    on_error: 'JsonBehavior',
    constructor: 'JsonAggConstructor',
    'JsonArrayAgg.arg': 'JsonValueExpr',
    'JsonObjectAgg.arg': 'JsonKeyValue',
  }),
);

/** Lists in which PostgreSQL writes an empty node: plain DISTINCT, and a function in FROM without column types. */
export const MAY_HOLD_NOTHING: ReadonlySet<string> = new Set(['distinctClause', 'items']);
