select pack.code, pack.kind, pack.answered_on, pack.made_at, count(sheet.id) as sheets, count(sheet.receipt) as back
from paper_pack pack
join paper_sheet sheet on sheet.pack_id = pack.id
where pack.area_id = $1
group by pack.id, pack.code, pack.kind, pack.answered_on, pack.made_at
order by pack.made_at desc, pack.id desc
limit 200
