/** Functions a question may call: they read their arguments only, and their cost is that of the arguments. */
const NAMES = `
  abs acos age array_agg array_length array_position array_remove array_to_string ascii asin atan atan2 avg
  bit_and bit_or bit_xor bool_and bool_or btrim cardinality cbrt ceil ceiling char_length character_length
  chr coalesce concat concat_ws corr cos count covar_pop covar_samp cume_dist current_database
  date date_bin date_part date_trunc degrees dense_rank div every exp extract first_value floor format
  greatest initcap isfinite json_agg json_array_length json_build_object jsonb_agg jsonb_array_length
  justify_days justify_hours justify_interval lag last_value lead least left length ln log log10 lower ltrim
  make_date make_interval make_time make_timestamp max md5 min mod mode now nth_value ntile nullif
  octet_length percent_rank percentile_cont percentile_disc pi position power radians rank regr_avgx regr_avgy
  regr_count regr_intercept regr_r2 regr_slope replace reverse right round row_number row_to_json rtrim
  sign sin split_part sqrt starts_with stddev stddev_pop stddev_samp string_agg strpos substr substring sum
  tan timezone to_char to_date to_number to_timestamp translate trim trunc upper var_pop var_samp variance
  width_bucket
`;

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));
