select pg_catalog.pg_sleep(1)
select "pg_sleep"(1)
select f_x(1)
select a.f(1)
select * from stl_query
select * from pg_catalog.pg_user
select * from a, b, c
select * from a cross join b cross join c
select * from a join b on true join c on true
select repeat('x', 1e9)
select repeat(repeat('x',1000),10000)
select lpad('x', 10000000)
select 'a' ~ '(a)\\1'
with recursive t(n) as (select 1 union all select n+1 from t) select * from t
select a::regclass
select 'a\'; delete from t; --'
select 1 into x
values (pg_sleep(1))
select * from f(1) x
select nextval('x')
with x as (delete from t returning 1) select 1
select * from t where exists (select 1 from pg_shadow)
select * from t order by f(1)
select count(*) over (order by f(1)) from t
select case when f(1) then 1 end
select generate_series(1,100000000)
select /*+ x */ 1
show x
table t
explain select 1
copy t from 's3://x'
select * from svv_tables
select set_config('a','b',false)
select current_setting('x')
select * from sys_query_history
select $1
select :x
select 1; select 2
unload ('select 1') to 's3'
call f()
select a operator(x.+) b
select has_table_privilege('x','y')
select listagg(f(x)) within group (order by g(y)) from t
select x from t group by f(y)
select x from t having f(y)
select x from t qualify f(y)
select * from t pivot (f(x) for y in (1,2))
select interval f(1)
select array(f(1))
select object('a', f(1))
select t.x[f(1)] from t
select cast(f(1) as int)
select f(1)::int
select top 10 f(1) from t
select distinct f(1) from t
select not f(1)
select - f(1)
select a between f(1) and 2
select a in (f(1))
select a like f(1)
select (select f(1))
select 1 union select f(1)
select 1 limit f(1)
select * from (select f(1)) x
select * from t tablesample system (f(1))
select extract(year from f(1))
select trim(both f(1) from a)
select position(f(1) in a)
select substring(f(1) from 1)
select dateadd(day,f(1),x)
select coalesce(f(1),2)
select nvl2(f(1),2,3)
select decode(a,f(1),2)
