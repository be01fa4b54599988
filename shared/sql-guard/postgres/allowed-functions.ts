/**
 * Functions a question may call: they read their arguments only, and their cost is that of their arguments or is
 * bounded by a rule in BOUNDED. Everything else is refused, whatever it does.
 */
const NAMES = `
  abs acos acosd acosh age any_value array_agg array_append array_cat array_dims array_length array_lower array_ndims
  array_position array_positions array_prepend array_remove array_replace array_reverse array_sample array_sort
  array_to_json array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh avg
  bit_and bit_count bit_length bit_or bit_xor bool_and bool_or btrim cardinality casefold cbrt ceil ceiling char_length
  character_length chr clock_timestamp coalesce concat concat_ws convert_from convert_to corr cos cosd cosh cot cotd
  count covar_pop covar_samp crc32 crc32c cume_dist current_database
  date date_add date_bin date_part date_subtract date_trunc datemultirange daterange decode degrees dense_rank div
  encode erf erfc every exp extract factorial family first_value float4 float8 floor format gcd gen_random_uuid
  generate_series generate_subscripts get_bit get_byte greatest host initcap int2 int4 int4multirange int4range int8
  int8multirange int8range is_normalized isempty isfinite
  json_agg json_agg_strict json_array_elements json_array_elements_text json_array_length json_build_array
  json_build_object json_each json_each_text json_extract_path json_extract_path_text json_object json_object_agg
  json_object_agg_strict json_object_agg_unique json_object_keys json_strip_nulls json_to_record json_to_recordset
  json_typeof jsonb_agg jsonb_agg_strict jsonb_array_elements jsonb_array_elements_text jsonb_array_length
  jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path jsonb_extract_path_text
  jsonb_insert jsonb_object jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_keys
  jsonb_path_exists jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query jsonb_path_query_array
  jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz jsonb_pretty jsonb_set
  jsonb_set_lax jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_typeof justify_days justify_hours
  justify_interval
  lag last_value lcm lead least left length like_escape ln log log10 lower lower_inc lower_inf lpad ltrim
  make_date make_interval make_time make_timestamp make_timestamptz masklen max md5 min min_scale mod mode
  multirange netmask network normalize now nth_value ntile nullif num_nonnulls num_nulls numeric nummultirange numnode
  numrange octet_length overlaps overlay
  percent_rank percentile_cont percentile_disc pg_column_size pg_size_pretty pg_typeof phraseto_tsquery pi
  plainto_tsquery position power pow querytree quote_ident quote_literal quote_nullable radians random range_agg
  range_intersect_agg range_merge rank regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace
  regexp_split_to_array regexp_split_to_table regexp_substr regr_avgx regr_avgy regr_count regr_intercept regr_r2
  regr_slope regr_sxx regr_sxy regr_syy repeat replace reverse right round row_number row_to_json rpad rtrim
  scale setweight sha224 sha256 sha384 sha512 sign similar_to_escape similarity sin sind sinh split_part sqrt
  starts_with statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array string_to_table strip strpos
  strict_word_similarity substr substring sum tan tand tanh text timeofday timestamp timestamptz timezone to_bin to_char
  to_date to_hex to_json to_jsonb to_number to_oct to_timestamp to_tsquery to_tsvector transaction_timestamp translate
  trim_array trim_scale trunc ts_delete ts_filter ts_headline ts_rank ts_rank_cd tsmultirange tsquery_phrase
  tsrange tstzmultirange tstzrange tsvector_to_array unaccent unicode_assigned unistr unnest upper upper_inc upper_inf
  uuid_extract_timestamp uuid_extract_version uuid_in uuidv4 uuidv7 var_pop var_samp variance websearch_to_tsquery
  width_bucket word_similarity
`;

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** Allowed functions that give named columns in FROM; the others give one column with the name of their alias. */
export const FUNCTION_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  json_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  jsonb_each: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  json_array_elements: ['value'],
  json_array_elements_text: ['value'],
  jsonb_array_elements: ['value'],
  jsonb_array_elements_text: ['value'],
};

/** Functions that take a whole row and give plain data whatever the row's type is. */
export const TAKES_ROWS: ReadonlySet<string> = new Set([
  'count',
  'json_agg',
  'json_agg_strict',
  'json_build_array',
  'json_build_object',
  'json_object_agg',
  'jsonb_agg',
  'jsonb_agg_strict',
  'jsonb_build_array',
  'jsonb_build_object',
  'jsonb_object_agg',
  'num_nonnulls',
  'num_nulls',
  'pg_column_size',
  'pg_typeof',
  'row_to_json',
  'to_json',
  'to_jsonb',
]);

/** Functions whose argument at this index is a regular expression. */
export const PATTERN_ARGUMENT: Readonly<Record<string, number>> = {
  regexp_count: 1,
  regexp_instr: 1,
  regexp_like: 1,
  regexp_match: 1,
  regexp_matches: 1,
  regexp_replace: 1,
  regexp_split_to_array: 1,
  regexp_split_to_table: 1,
  regexp_substr: 1,
  similar_to_escape: 0,
};
