-- Local governments: the second hierarchy, which no public list holds; people add them.

create table local_government (
    id uuid primary key,
    code text not null unique,
    kind text not null check (kind in ('provincial', 'city', 'town', 'subdistrict_municipality', 'subdistrict', 'bangkok', 'pattaya')),
    name_th text not null,
    name_en text,
    name_sort bytea not null,
    aliases text not null,                 -- other spellings, one a line
    province text not null,
    district text,
    subdistrict text,
    source text not null,
    created_at timestamptz not null,
    version bigint not null
);
create index local_government_of_province on local_government (province, name_sort);
