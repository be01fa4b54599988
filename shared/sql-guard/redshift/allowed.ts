const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Every name a key of the parser's tree may have: kinds of nodes, functions it knows as kinds, and fields. What is
 * not here is refused, such as `into`, `hint`, `locks`, `raw`, `command`, `delete`, `method_call` and `placeholder`.
 */
export const ALLOWED_KEYS = words(`
  Custom Preceding Following abs acos add add_months aggregate_function alias alias_explicit_as alias_first alias_keyword
  all and annotated any any_value approx_count_distinct approx_distinct args array_func asin at_index at_time_zone atan
  atan2 avg base between bitwise_and bitwise_and_agg bitwise_left_shift bitwise_not bitwise_or bitwise_or_agg
  bitwise_right_shift bitwise_xor bitwise_xor_agg boolean bracket_notation case cast catalog ceil characters coalesce
  column column_aliases columns concat cos count ctes cube cume_dist data_type decimals default degrees dense_rank desc
  direction distinct div dot double_colon_syntax else_ end eq escape except exists exp explicit_asc explicit_method
  expression expressions extract false_value fetch field fields filter final_ first_value floor format frame from
  from_for_syntax function group_by grouping_sets gt gte having high i_like identifier ignore_nulls in index initcap
  intersect interval is_false is_null is_true joins json_array_length key kind kind_text lag last_day last_value lateral
  lead left length like limit list_agg literal literal_type ln log logical_and logical_or low lower lt lte max median
  method method_before_size min mod mod_func months_between mul n_tile name name_column natural neg neq nesting_group
  next_day no_parens not nth_value null null_safe_eq null_safe_neq nulls_first num_buckets nvl nvl2 object occurrence
  offset on op operand or order_by original_name over paren partition_by pattern percent_rank percentile_cont
  percentile_disc pivot pivot_alias position position_explicit power precision qualify query quoted radians rand rank
  recursive regexp_i_like regexp_like replace right rollup round row_number rows scale schema seed select separator
  similar_to sin size span sql_standard_syntax sqrt star start start_side_text end_side_text stddev stddev_pop
  stddev_samp str_position strings style sub subquery subscript substr substring sum table table_sample tan this timezone
  to to_json to_number top trim true_value tuple type union unit unpivot upper use_inner_keyword use_outer_keyword using
  value value_column values var var_pop var_samp variance when whens where_clause window_function window_name windows with
  within_group zone line column
`);

export const ALLOWED_TYPES = words(`
  var_char char text string date custom timestamp time int integer small_int big_int decimal numeric float double real
  boolean var_binary binary interval json
`);

export const ALLOWED_CUSTOM_TYPES = words(
  'super hllsketch geometry geography varbyte timestamptz timetz bpchar text name',
);

/** Functions that the parser does not know as kinds of their own. */
export const ALLOWED_FUNCTIONS = words(`
  add_months any_value approx_count_distinct approximate array array_concat array_flatten ascii avg bit_and bit_or
  bool_and bool_or bpcharcmp btrim btrunc bttext_pattern_cmp cbrt char_length character_length charindex checksum chr
  coalesce collate concat convert convert_timezone corr cot count crc32 cube current_database current_date current_time
  current_timestamp current_user date date_cmp date_part date_part_year date_trunc dateadd datediff datetime decode dexp
  dlog1 dlog10 exists farmfingerprint64 floor fnv_hash func_sha1 generate_series get_array_length getdate greatest
  grouping sets hll hll_cardinality hll_combine hll_create_sketch initcap interval_cmp is_array is_bigint is_boolean
  is_char is_decimal is_float is_integer is_object is_scalar is_smallint is_valid_json is_valid_json_array is_varchar
  isnull json_array_length json_extract_array_element_text json_extract_path_text json_parse json_serialize json_size
  json_typeof least left len length listagg log10 lpad ltrim max md5 median min months_between now nullif nvl nvl2 object
  object_transform octet_length octetindex percentile_cont percentile_disc pi power quote_ident quote_literal random
  ratio_to_report regexp_count regexp_instr regexp_replace regexp_substr repeat replace replicate reverse right rollup
  round row row_number rpad rtrim session_user sha sha1 sha2 sign soundex split_part split_to_array st_area st_asgeojson
  st_astext st_contains st_distance st_geogfromtext st_geomfromtext st_intersects st_length st_makepoint st_point
  st_within st_x st_y stddev stddev_pop stddev_samp strpos strtol subarray substr substring sum sysdate
  text_to_int_alt text_to_numeric_alt textlen timeofday timestamp_cmp timezone to_char to_date to_hex to_number
  to_timestamp to_varchar translate trim trunc upper user var_pop var_samp variance width_bucket
`);
