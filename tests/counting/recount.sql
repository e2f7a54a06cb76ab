-- The coverage of a regency, counted again in plain SQL from the stored tables.
-- Written from the definitions of schema.COVERAGE and of the issue; nothing here was taken from umkm_cli/counting/.
-- Given: views records, clusters, owners, sources, rejects; tables places (code, name), targets (count, since,
-- district_code) and earlier (place_code, figure, count); variables made_on, data_year, basis and has_earlier.

create view district as
select code as district_code, name as district from places where length(code) = 8;

create view village as
select code as village_code, name as village, left(code, 8) as district_code from places where length(code) = 13;

-- Every row with its owner, and the day of its visit where that counts.
create view row as
select
    r.record_id, r.file_row_number as place_in_file, c.owner_id, r.list, r.source_id, r.source_file, r.year, r.production_status,
    r.district_code, r.village_code, r.nik_status, r.phone, r.visited_on, r.flags,
    case
        when r.list = 'survey'
            and r.visited_on between make_date(getvariable('data_year'), 1, 1) and getvariable('made_on')
        then r.visited_on
    end as day
from records r join clusters c using (record_id);

create view row_counts as
select
    owner_id, count(*) as records, count(*) filter (list = 'bpum') as bpum, count(*) filter (list = 'survey') as survey,
    min(day) as first_day
from row group by owner_id;

-- Every owner in exactly one place: the kecamatan of its desa where that is known, else the kecamatan it names.
create view person as
select
    o.owner_id, v.village_code, coalesce(v.district_code, d.district_code) as district_code,
    n.records, n.bpum > 0 as is_listed, n.survey > 0 as is_recorded, n.first_day,
    n.survey > 0 and coalesce(o.production_status in (1, 7, 8), false) as is_producing,
    o.product, o.sector, o.gender, o.birth_date, o.nib, o.turnover, o.capital,
    case when o.production_status between 1 and 10 then o.production_status end as status,
    greatest(n.bpum - 1, 0) + greatest(n.survey - 1, 0) as surplus
from owners o
join row_counts n using (owner_id)
left join village v using (village_code)
left join district d on d.district_code = o.district_code;

-- Targets: the latest in force on a day, for the regency and for kecamatan that have their own.
create view target_now as
select arg_max(count, coalesce(since, date '0001-01-01')) as count
from targets where district_code is null and coalesce(since <= getvariable('made_on'), true);

create view own_target as
select district_code, arg_max(count, coalesce(since, date '0001-01-01')) as own
from targets where district_code is not null and coalesce(since <= getvariable('made_on'), true)
group by district_code;

-- Whom a target is shared out by: owners on the BPUM list, all owners when it is empty.
create view weighed as
select *, case when (select count(*) filter (is_listed) from person) > 0 then is_listed::int else 1 end as weight
from person;

create view left_over as
select
    (select count from target_now) - coalesce((select sum(own) from own_target), 0) as count,
    (select sum(weight) from weighed w where not exists (from own_target t where t.district_code = w.district_code))
        as weight;

-- The 28 days up to the last visit, or fewer.
create view span as
select
    max(day) as last_day, greatest(max(day) - 27, min(day)) as first_day,
    least(28, max(day) - min(day) + 1) as days
from row;

create macro counts_of(people) as table
select
    place_code,
    coalesce(sum(records), 0)::int as records,
    count(owner_id)::int as owners,
    count(*) filter (is_listed)::int as baseline_owners,
    count(*) filter (is_recorded)::int as recorded,
    count(*) filter (is_producing)::int as producing,
    count(*) filter (is_recorded and product is not null)::int as product_known,
    count(*) filter (gender = 'P')::int as women,
    count(*) filter (nib is not null)::int as with_nib,
    coalesce(sum(surplus), 0)::int as surplus,
    coalesce(sum(weight), 0) as weight,
    count(*) filter (p.first_day between (select first_day from span) and (select last_day from span)) as lately
from query_table(people) p group by place_code;

create view district_person as
select d.district_code as place_code, w.*
from (select district_code from district union all select null) d
left join weighed w on w.district_code is not distinct from d.district_code;

-- Recorded owners of the report before; of a kecamatan in the table by desa only those whose desa was not known.
create view district_before as
select place_code, count from earlier where figure = 'recorded' and length(place_code) in (0, 8);

create view village_before as
select place_code, count from earlier where figure = 'recorded' and length(place_code) in (0, 13)
union all
select d.place_code, d.count - coalesce(sum(v.count), 0) as count
from district_before d
left join earlier v on v.figure = 'recorded' and length(v.place_code) = 13 and left(v.place_code, 8) = d.place_code
where length(d.place_code) = 8
group by d.place_code, d.count;

create view village_person as
with line as (
    select district_code, village_code from village
    union
    select distinct district_code, null from person where village_code is null and district_code is not null
    union
    select place_code, null from village_before where length(place_code) = 8 and count > 0
    union
    select null, null
)
select coalesce(l.village_code, l.district_code) as place_code, w.*
from line l
left join weighed w
    on w.district_code is not distinct from l.district_code and w.village_code is not distinct from l.village_code;

create view district_weight as
select place_code as district_code, weight from counts_of('district_person');

create macro finished(counts, before) as table
with shared as (
    select
        c.*, left(c.place_code, 8) as district_code,
        case
            when t.own is not null then t.own * (c.weight / nullif(w.weight, 0))
            else (select count from left_over) * c.weight / (select weight from left_over)
        end as target_share
    from query_table(counts) c
    left join own_target t on t.district_code = left(c.place_code, 8)
    left join district_weight w on w.district_code = left(c.place_code, 8)
),
remaining as (
    select
        *, target_share - recorded as remaining,
        lately / (select days from span) as pace
    from shared
)
select
    *, recorded / nullif(owners, 0) as recorded_share,
    case
        when remaining > 0 and pace > 0 and remaining / pace <= 36_500  -- a hundred years are never
        then getvariable('made_on') + ceil(remaining / pace)::int
    end as reached_on,
    case
        when getvariable('has_earlier')
        then coalesce((
            select b.count from query_table(before) b where b.place_code = coalesce(r.place_code, '')
        ), 0)::int
    end as recorded_before
from remaining r;

create view district_counts as select * from counts_of('district_person');
create view village_counts as select * from counts_of('village_person');

create view coverage_district as
select
    f.district_code, d.district,
    (select count(*) from village v where v.district_code = f.district_code)::int as villages,
    (
        select count(*) from village v
        where v.district_code = f.district_code
            and not exists (from person p where p.village_code = v.village_code and p.is_recorded)
    )::int as villages_without_record,
    records, owners, baseline_owners, recorded, recorded_share, producing, product_known, women, with_nib, surplus,
    target_share, remaining, pace, reached_on, recorded_before
from finished('district_counts', 'district_before') f left join district d using (district_code);

create view coverage_village as
select
    f.district_code, d.district, v.village_code, v.village,
    records, owners, baseline_owners, recorded, recorded_share, producing, product_known, women, with_nib, surplus,
    target_share, remaining, pace, reached_on, recorded_before
from finished('village_counts', 'village_before') f
left join district d using (district_code)
left join village v on v.village_code = f.place_code;

create view coverage_funnel as
with step as (
    select 'basis' as step, getvariable('basis') as count
    union all select 'records', count(*) from records
    union all select 'owners', count(*) from person where is_listed
    union all select 'recorded', count(*) from person where is_recorded
    union all select 'recorded_listed', count(*) from person where is_recorded and is_listed
    union all select 'survey_only', count(*) from person where is_recorded and not is_listed
    union all select 'producing', count(*) from person where is_producing
    union all select 'product_known', count(*) from person where is_recorded and product is not null
)
select
    step, s.count::int as count,
    case when step <> 'records' then s.count / getvariable('basis') end as share_of_basis,
    case when step <> 'records' then s.count / (select count from target_now) end as share_of_target,
    case when getvariable('has_earlier') then e.count end as before
from step s
left join earlier e on e.figure = s.step and e.place_code = '33.25';

create macro tally(people) as table
select
    columns(* exclude (owner_id, is_recorded, is_producing)),
    count(owner_id)::int as owners, count(*) filter (is_recorded)::int as recorded,
    count(*) filter (is_producing)::int as producing
from query_table(people) group by all;

create view sector_of_product as
select product, arg_max(sector, (n, -ascii(sector))) as sector
from (select product, sector, count(*) as n from person where product is not null and sector is not null group by all)
group by product;

create view product_person as
select product, owner_id, is_recorded, is_producing from person union all select null, null, null, null;
create view product_tally as from tally('product_person');
create view coverage_product as
select product, sector, owners, recorded, producing from product_tally left join sector_of_product using (product);

create view product_district_person as
select district_code, district, product, owner_id, is_recorded, is_producing
from person left join district using (district_code);
create view coverage_product_district as from tally('product_district_person');

create view sector_district_person as
select district_code, district, sector, owner_id, is_recorded, is_producing
from person left join district using (district_code);
create view coverage_sector_district as from tally('sector_district_person');

create view person_age as
select
    case when gender in ('L', 'P') then gender end as gender,
    datesub('year', birth_date, getvariable('made_on')) as age, owner_id, is_recorded, is_producing
from person;

create view people_person as
select g.gender, b.age_band, p.owner_id, p.is_recorded, p.is_producing
from (values ('L'), ('P'), (null)) g (gender)
cross join (
    values ('0-24', 0, 24), ('25-34', 25, 34), ('35-44', 35, 44), ('45-54', 45, 54), ('55-64', 55, 64),
    ('65-', 65, 999), (null, null, null)
) b (age_band, low, high)
left join person_age p
    on p.gender is not distinct from g.gender
    and case when p.age >= 0 then p.age between b.low and b.high else b.age_band is null end;
create view coverage_people as from tally('people_person');

-- PP 7/2021, article 35: capital up to 1, 5, 10 thousand million rupiah; sales of a year up to 2, 15, 50.
create view size_person as
with person_size as (
    select
        *,
        case
            when turnover > 0 then 'sales'
            when capital > 0 then 'capital'
        end as rule,
        case
            when turnover > 0 then
                case when turnover <= 2e9 then 'micro' when turnover <= 15e9 then 'small'
                    when turnover <= 50e9 then 'medium' else 'large' end
            when capital > 0 then
                case when capital <= 1e9 then 'micro' when capital <= 5e9 then 'small'
                    when capital <= 10e9 then 'medium' else 'large' end
        end as size
    from person
)
select s.size, s.rule, p.owner_id, p.is_recorded, p.is_producing
from (
    from (values ('micro'), ('small'), ('medium'), ('large')) a (size) cross join (values ('sales'), ('capital')) b (rule)
    union all select null, null
) s
left join person_size p on p.size is not distinct from s.size and p.rule is not distinct from s.rule;
create view coverage_size as from tally('size_person');

create view coverage_status as
select
    s.status as production_status, count(p.owner_id)::int as owners,
    count(p.owner_id) / nullif((select count(*) from person where is_recorded), 0) as share
from (select unnest(range(1, 11))::smallint as status union all select null) s
left join person p on p.is_recorded and p.status is not distinct from s.status
group by s.status;

create view turn as
select
    *, row_number() over owner_rows as turn,
    last_value(production_status ignore nulls) over (
        partition by owner_id order by day nulls last, place_in_file rows between unbounded preceding and 1 preceding
    ) as told_before
from row where list = 'survey'
window owner_rows as (partition by owner_id order by day nulls last, place_in_file);

create view coverage_wave as
select
    date_trunc('month', day)::date as month, count(*)::int as rows, count(*) filter (turn = 1)::int as first,
    count(*) filter (turn > 1)::int as again,
    count(*) filter (turn > 1 and production_status <> told_before)::int as corrected
from turn group by 1;

create view coverage_progress as
with daily as (
    select first_day as day, count(*)::int as recorded from person where is_recorded group by first_day
)
select
    d.day, d.recorded, (sum(d.recorded) over (order by d.day nulls last))::int as total,
    case
        when d.day is not null
        then (
            select arg_max(t.count, coalesce(t.since, date '0001-01-01')) from targets t
            where t.district_code is null and coalesce(t.since <= d.day, true)
        )::int
    end as target
from daily d;

create view row_quality as
select
    *, nik_status = 'ok' as is_nik_ok, village_code is not null as has_village, phone is not null as has_phone,
    count(*) over (partition by owner_id, list) > 1 as is_repeated
from row;

create view coverage_quality as
select
    s.source_file, s.source_sheet, count(q.record_id)::int as records,
    (select count(*) from rejects x where x.source_id = s.source_id and x.kind = 'rejected')::int as rejected,
    avg(is_nik_ok::int) as nik_ok, avg(has_village::int) as village_known, avg(has_phone::int) as phone_known,
    count(*) filter (is_repeated)::int as repeated
from sources s left join row_quality q using (source_id)
where s.status <> 'duplicate'
group by s.source_id, s.source_file, s.source_sheet
having count(q.record_id) > 0 or rejected > 0;

create view coverage_quality_district as
select
    d.district_code, d.district, count(q.record_id)::int as records,
    avg(is_nik_ok::int) as nik_ok, avg(has_village::int) as village_known, avg(has_phone::int) as phone_known,
    count(*) filter (is_repeated)::int as repeated
from (select * from district union all select null, null) d
left join (
    select * replace (case when district_code in (select district_code from district) then district_code end
        as district_code)
    from row_quality
) q on q.district_code is not distinct from d.district_code
group by d.district_code, d.district;

create view coverage_duplicate as
with ordered as (
    select r.*, row_number() over owner_list as turn, first_value(r.source_id) over owner_list as first_sheet,
        first_value(r.source_file) over owner_list as first_file, first_value(r.year) over owner_list as first_year
    from row r join sources s using (source_id)
    window owner_list as (partition by r.owner_id, r.list order by s.file_row_number, r.place_in_file)
),
surplus as (
    select
        owner_id,
        case
            when source_id = first_sheet then 'same_sheet'
            when source_file = first_file then 'same_file'
            when year <> first_year then 'other_year'
            else 'other_file'
        end as kind
    from ordered where turn > 1
)
select p.district_code, d.district, s.kind, count(*)::int as rows
from surplus s join person p using (owner_id) left join district d using (district_code)
group by all;

create view coverage_doubt as
with found as (
    select 'target_above_basis' as doubt, (select count from target_now) - getvariable('basis') as count
    union all
    select 'survey_resting', case when days > 28 then days else 0 end
    from (select getvariable('made_on') - max(day) as days from row where list = 'survey' and day is not null)
    union all
    select 'placed_elsewhere', count(*) from person join owners o using (owner_id)
    where person.district_code is null and (o.village_code is not null or o.district_code is not null)
    union all
    select 'place_unknown', count(*) from person join owners o using (owner_id)
    where person.district_code is null and o.village_code is null and o.district_code is null
        and (o.village is not null or o.district is not null)
    union all
    select 'place_missing', count(*) from person join owners o using (owner_id)
    where person.district_code is null
        and o.village_code is null and o.district_code is null and o.village is null and o.district is null
    union all
    select 'survey_elsewhere', count(*) from row
    where list = 'survey' and coalesce(village_code, district_code) is not null
        and left(coalesce(village_code, district_code), 5) <> '33.25'
    union all
    select 'visit_in_future', count(*) from row where list = 'survey' and visited_on > getvariable('made_on')
    union all
    select 'visit_too_early', count(*) from row
    where list = 'survey' and visited_on < make_date(getvariable('data_year'), 1, 1)
    union all
    select 'visit_undated', count(*) from row where list = 'survey' and visited_on is null
    union all
    select 'status_unknown', count(*) from row
    where list = 'survey' and 'production_status_unknown' in flags
)
select doubt, count::int as count from found where count > 0
union all
select 'no_survey', 0 where not exists (from row where list = 'survey');

-- The figures that need no pairs; their intervals, and what is corrected by them, are tried elsewhere.
create view coverage_estimate as
with met as (
    select
        count(*) as owners, count(*) filter (is_listed) as listed, count(*) filter (is_recorded) as recorded,
        count(*) filter (is_listed and is_recorded) as twice
    from person
)
from (
    select 'owners' as figure, owners as value from met
    union all select 'baseline_owners', listed from met
    union all select 'recorded', recorded from met
    union all select 'in_both', twice from met
    union all select 'lincoln_petersen', round(listed * recorded / nullif(twice, 0)) from met
    union all select 'chapman', round((listed + 1) * (recorded + 1) / (twice + 1) - 1) from met
);
