select sheet.code, person.name, sheet.receipt, count(page.page) as pages
from paper_sheet sheet
left join participant person on person.id = sheet.participant_id and person.withdrawn_at is null
left join paper_page page on page.sheet_id = sheet.id
where sheet.pack_id = $1
group by sheet.id, sheet.code, sheet.position, sheet.receipt, person.name
order by sheet.position
