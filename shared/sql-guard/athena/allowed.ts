const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Kinds of nodes of Trino's grammar a query may consist of. A bundle must keep class names, or all is refused. */
export const ALLOWED_NODES: ReadonlySet<string> = new Set(
  [
    ...words(`
  AliasedRelation And ArithmeticBinary ArithmeticUnary ArrayConstructor AtTimeZone BasicStringLiteral Between
  BinaryLiteral BooleanLiteral BooleanValue BoundedFrame Cast ColumnAliases ColumnName ColumnRef ColumnReference
  Comparison ComparisonOperator ComparisonQuantifier Concatenation Cube CurrentDate CurrentRowBound CurrentTime
  CurrentTimestamp CurrentUser DateTimeType DecimalLiteral Dereference DistinctFrom DoubleLiteral DoublePrecisionType
  Exists Expression ExpressionSourceTable Extract Filter FrameExtent FunctionCall FunctionName GenericType GroupBy
  GroupingOperation GroupingSet GroupingTerm HavingClause InList InSubquery InlineTable IntegerLiteral Interval
  IntervalField IntervalLiteral IntervalType JoinColumnEquality JoinColumnReference JoinCriteria JoinRelation JoinType
  JsonArray JsonExists JsonExistsErrorBehavior JsonObject JsonObjectMember JsonPathInvocation JsonQuery
  JsonQueryBehavior JsonQueryWrapperBehavior JsonValue JsonValueBehavior JsonValueExpression Lambda Lateral
  LegacyArrayType LegacyMapType Like LimitRowCount ListAgg LocalTime LocalTimestamp LogicalNot MultipleGroupingSets
  NamedQuery NonReserved NormalForm Normalize NullLiteral NullPredicate NullTreatment NumericLiteral Or Over
  ParenthesizedExpression ParenthesizedRelation PartitionBy PatternRecognition Position Predicated Program
  QualifiedName QuantifiedComparison QueryNoWith QueryPeriod QueryPrimaryDefault QuerySpecification QueryStatement
  QueryTermDefault QuotedIdentifier RangeType RelationDefault Rollup RootQuery RowConstructor RowCount RowField RowType
  SampleType SampledRelation SearchedCase SelectAllWithoutTable SelectExpressionColumnName SelectItem SelectList
  SelectLiteralColumnName SetOperation SetQuantifier SimpleCase SingleGroupingSet SingleStatement SortItem
  StatementDefault Statements StringLiteral Subquery SubqueryExpression SubqueryRelation Subscript Substring Table
  TableAllColumns TableName TableOrViewName TableRef TimeType TimeZoneInterval TimeZoneString Trim
  TrimsSpecification TypeConstructor TypeParameter UnboundedFrame Unnest UnquotedIdentifier ValueExpressionDefault
  WhenClause WhereClause WindowDefinition WindowFrame WindowSpecification With
`),
  ].map((name) => `${name}Context`),
);

export const ALLOWED_TYPES = words(`
  array bigint binary boolean char date decimal double float geometry int integer interval ipaddress json map numeric
  real row smallint sphericalgeography string time timestamp tinyint uuid varbinary varchar hyperloglog
`);

export const ALLOWED_FUNCTIONS = words(`
  abs acos all_match any_match any_value approx_distinct approx_most_frequent approx_percentile approx_set arbitrary
  array_agg array_average array_distinct array_except array_first array_frequency array_histogram array_intersect
  array_join array_last array_max array_min array_normalize array_position array_remove array_sort array_sum array_union
  arrays_overlap asin at_timezone atan atan2 avg
  bar beta_cdf bit_count bitwise_and bitwise_and_agg bitwise_left_shift bitwise_not bitwise_or bitwise_or_agg
  bitwise_right_shift bitwise_xor bool_and bool_or
  cardinality cbrt ceil ceiling char_length character_length checksum chr coalesce codepoint combinations concat
  concat_ws contains corr cos cosh cosine_similarity count count_if covar_pop covar_samp crc32 cube cume_dist
  current_timezone
  date date_add date_diff date_format date_parse date_trunc day day_of_month day_of_week day_of_year degrees dense_rank
  dow doy e element_at empty_approx_set ends_with entropy evaluate_classifier_predictions every exp
  filter first_value flatten floor format format_datetime format_number from_base from_base32 from_base64 from_base64url
  from_big_endian_32 from_big_endian_64 from_hex from_iso8601_date from_iso8601_timestamp from_unixtime
  from_unixtime_nanos from_utf8
  geometric_mean great_circle_distance greatest grouping
  hamming_distance hash_counts histogram hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 hour human_readable_seconds
  if index infinity inverse_normal_cdf is_finite is_infinite is_json_scalar is_nan
  json_array_contains json_array_get json_array_length json_extract json_extract_scalar json_format json_parse json_size
  kurtosis lag last_day_of_month last_value lead least length levenshtein_distance line_locate_point listagg ln log log10
  log2 lower lpad ltrim luhn_check
  map map_agg map_concat map_entries map_filter map_from_entries map_keys map_union map_values map_zip_with max max_by
  md5 merge millisecond min min_by minute mod month multimap_agg multimap_from_entries murmur3
  nan ngrams none_match normal_cdf now nth_value ntile nullif
  parse_data_size parse_datetime parse_duration percent_rank pi pow power
  quarter radians rand random rank reduce reduce_agg regexp_count regexp_extract regexp_extract_all regexp_like
  regexp_position regexp_replace regexp_split regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope repeat
  replace reverse round row row_number rpad rtrim
  second sequence sha1 sha256 sha512 shuffle sign sin sinh skewness slice soundex split split_part split_to_map
  split_to_multimap spooky_hash_v2_32 spooky_hash_v2_64 sqrt st_area st_asbinary st_astext st_boundary st_buffer
  st_centroid st_contains st_convexhull st_coorddim st_crosses st_difference st_dimension st_disjoint st_distance
  st_endpoint st_envelope st_equals st_exteriorring st_geometryfromtext st_geometrytype st_geomfrombinary st_intersection
  st_intersects st_isclosed st_isempty st_issimple st_isvalid st_length st_linefromtext st_numpoints st_overlaps st_point
  st_pointn st_polygon st_relate st_startpoint st_symdifference st_touches st_union st_within st_x st_xmax st_xmin st_y
  st_ymax st_ymin starts_with stddev stddev_pop stddev_samp strpos strrpos substr substring sum
  tan tanh timezone_hour timezone_minute to_base to_base32 to_base64 to_base64url to_big_endian_32 to_big_endian_64
  to_char to_date to_geometry to_hex to_ieee754_32 to_ieee754_64 to_iso8601 to_milliseconds to_spherical_geography
  to_timestamp to_unixtime to_utf8 transform transform_keys transform_values translate trim trim_array truncate try
  typeof upper url_decode url_encode url_extract_fragment url_extract_host url_extract_parameter url_extract_path
  url_extract_port url_extract_protocol url_extract_query uuid var_pop var_samp variance week week_of_year width_bucket
  with_timezone word_stem xxhash64 year year_of_week yow zip zip_with
`);
