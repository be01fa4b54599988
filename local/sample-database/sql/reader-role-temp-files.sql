-- Only a superuser may set this one.
ALTER ROLE inquery_reader SET temp_file_limit = '256MB';
