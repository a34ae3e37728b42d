-- The register of volunteers narrowed by whether they are at work, in Thai order: an index holds what a
-- filter asks for before the order, so that a page that finds little or nothing reads no more than it shows.

create index volunteer_of_status on volunteer (status, name_sort, id);
create index volunteer_of_province_status on volunteer (province, status, name_sort, id);
create index volunteer_of_network_status on volunteer (network_id, status, name_sort, id);
