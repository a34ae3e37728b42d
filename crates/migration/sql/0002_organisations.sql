-- Organisations with dated names, and the technology clinics that group them.

create table organisation (
    id uuid primary key,
    code text not null unique,
    kind text not null check (kind in ('ministry_office', 'agency', 'institute', 'private_institute', 'local_government', 'province_office')),
    name_th text not null,
    name_en text,
    name_sort bytea not null,              -- Thai collation key of name_th
    province text,                         -- official two-digit code
    version bigint not null
);

create table clinic (
    id uuid primary key,
    code text not null unique,
    organisation_id uuid not null references organisation (id),
    name_th text not null,
    name_en text,
    name_sort bytea not null,
    province text not null,
    contact text,                          -- office contact, public
    version bigint not null
);
create index clinic_by_name on clinic (name_sort, id);

-- Which clinic answers for which province: data, because neither covers the other.
create table clinic_province (
    clinic_id uuid not null references clinic (id),
    province text not null,
    primary key (clinic_id, province)
);
create index clinic_of_province on clinic_province (province);

-- The institutes (แห่ง) that form a clinic's network (เครือข่าย), its leading one among them.
create table clinic_institute (
    clinic_id uuid not null references clinic (id),
    organisation_id uuid not null references organisation (id),
    primary key (clinic_id, organisation_id)
);
create index clinic_institute_of on clinic_institute (organisation_id);
