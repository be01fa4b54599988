/**
 * Functions a question may call: they read their arguments only, and their cost is that of the arguments. Those
 * that make much out of little (generate_series, repeat) and those that take a pattern (regexp_…) are not here.
 */
const NAMES = `
  abs acos age array_agg array_length array_position array_positions array_remove array_to_string array_upper
  array_lower ascii asin atan atan2 avg
  bit_and bit_length bit_or bit_xor bool_and bool_or btrim cardinality cbrt ceil ceiling char_length
  character_length chr coalesce concat concat_ws corr cos cot count covar_pop covar_samp cume_dist
  current_database
  date date_bin date_part date_trunc daterange degrees dense_rank div every exp extract first_value floor format
  gcd greatest initcap int4range int8range is_normalized isempty isfinite json_agg json_array_length
  json_build_array json_build_object json_extract_path json_extract_path_text json_object_keys json_typeof
  jsonb_agg jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array
  jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path jsonb_extract_path_text jsonb_object_keys
  jsonb_typeof justify_days justify_hours justify_interval lag last_value lcm lead least left length ln log
  log10 lower lower_inc lower_inf ltrim
  make_date make_interval make_time make_timestamp make_timestamptz max md5 min min_scale mod mode normalize
  now nth_value ntile nullif numrange
  octet_length overlay percent_rank percentile_cont percentile_disc pg_typeof pi position power radians random
  rank regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope replace reverse right round row_number
  row_to_json rtrim
  scale sign sin split_part sqrt starts_with stddev stddev_pop stddev_samp string_agg string_to_array strpos
  substr substring sum
  tan timezone to_char to_date to_json to_jsonb to_number to_timestamp translate trim trim_scale trunc tsrange
  tstzrange unnest upper upper_inc upper_inf uuid_in var_pop var_samp variance
  width_bucket
`;

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));
