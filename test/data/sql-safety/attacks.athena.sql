select f(1)
select s.f(1)
select * from t where f(1)
select * from (values (f(1))) x
values (f(1))
select * from unnest(f(1)) x(a)
select x from t group by f(1)
select x from t having f(1)
select x from t order by f(1)
select sum(f(1)) over (partition by f(2))
select transform(a, x -> f(x)) from t
select case when f(1) then 1 end
select cast(f(1) as int)
select t.x[f(1)] from t
select a in (f(1)) from t
select a between f(1) and 2 from t
select exists (select f(1))
select (select f(1))
select 1 union select f(1)
with x as (select f(1)) select 1
select * from t join u on f(1)
select if(f(1),1,2)
select try(f(1))
select count(*) filter (where f(1))
select listagg(f(1),',') within group (order by f(2)) from t
select json_value(f(1),'lax $')
select extract(year from f(1))
select trim(both 'x' from f(1))
select f(1) at time zone 'UTC'
select * from t tablesample bernoulli (f(1))
select row(f(1))
select array[f(1)]
select "f"(1)
select * from a, b, c
select * from a cross join b, c
select * from a join b on true join c on true
select * from a join b on a.x=b.x or true join c on true
select repeat('x', 100000000)
select rpad(rpad('x',1000,'y'),1000,'y')
select sequence(1,100000000)
select sequence(1,x) from t
select regexp_like(a,b) from t
with recursive t(n) as (select 1 union all select n+1 from t) select * from t
select 1; select 2
select 1 select 2
select * from "t$files"
select * from system.runtime.nodes
select * from a.information_schema.tables
select ? from t
table information_schema.tables
show tables
describe t
explain select 1
use x
set session a=1
call system.x()
insert into t select 1
create view v as select 1
with function f(x int) returns int return x select 1
select * from table(f(1))
select * from table(sequence(1,2))
select a::varchar from t
select cast(a as evil) from t
select current_path
select * from t match_recognize (pattern (a) define a as true)
with x as (delete from t) select 1
select * from t for update
grant select on t to u
refresh materialized view v
