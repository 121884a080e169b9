# The signs in an offer: a name, why it is a danger sign, and what can be done.

sign-unrealistic_salary = Pay far above the usual
sign-unrealistic_salary-why = Work like this seldom pays so much. Recruitment lures use big figures so that people say yes quickly.
sign-unrealistic_salary-do = Compare it with what the same work pays in your town. Ask why they would pay so much.

sign-no_experience = No experience needed
sign-no_experience-why = Well paid work usually asks for a skill. Lures drop that, so that anybody can be taken.
sign-no_experience-do = Ask what you would do on the first day, and who teaches you.

sign-no_requirements = No requirements
sign-no_requirements-why = This offer asks for no diploma, papers or skill. An honest recruiter wants to know whom they take.
sign-no_requirements-do = Ask for the requirements and the tasks in writing.

sign-free_travel = Travel is paid
sign-free_travel-why = A "free" ticket or visa often becomes a debt on arrival. Costs may honestly be paid, but only through a licensed company.
sign-free_travel-do = Ask who pays, and what happens if you stop. Get the answer in writing.

sign-document_handling_by_recruiter = The recruiter handles passport or visa
sign-document_handling_by_recruiter-why = Whoever holds your papers can hold you. Data from an identity card can also be used to borrow money in your name.
sign-document_handling_by_recruiter-do = Get your passport yourself, at the immigration office. Do not send photos of it by message.

sign-tourist_visa = Entry on a tourist visa
sign-tourist_visa-why = Working on a tourist visa breaks the law of the country you go to. You can then be threatened, and it is hard to ask for help.
sign-tourist_visa-do = Do not leave without a work visa. It must be there before the ticket is bought.

sign-irregular_route = A route past the officials
sign-irregular_route-why = Transit, small paths or rehearsed answers keep a departure out of sight. The real destination is often another.
sign-irregular_route-do = Do not leave. If you are at an airport or border already, talk to an immigration officer.

sign-hotspot_destination = A destination of risk
sign-hotspot_destination-why = Many Indonesians were forced into online scams in this country or town. Not all work there is like that.
sign-hotspot_destination-do = Ask the manpower office (Disnaker) whether there is any official placement to that place.

sign-vague_job = The work is not described
sign-vague_job-why = The offer does not say what you would do. Honest work can be told in one sentence.
sign-vague_job-do = Ask: what do I do from morning to evening?

sign-scam_typical_job = A kind of work that lures often name
sign-scam_typical_job-why = Admin, customer service, chat, crypto or gambling often hide work in scams. Honest work with these names exists too.
sign-scam_typical_job-do = Ask for the product and who the customers are. Look the company up yourself, not through their link.

sign-messaging_only_contact = Contact by messages only
sign-messaging_only_contact-why = Numbers and accounts for messages are easily changed and hard to trace. Honest small firms use them too, so look at the other signs.
sign-messaging_only_contact-do = Ask for an office address and a landline number, and check them yourself.

sign-urgency = Pressed for time
sign-urgency-why = You are pressed so that you can't ask and can't tell anybody. An official placement takes weeks.
sign-urgency-do = Say that you need three days. If that is refused, you have your answer.

sign-no_interview = No interview
sign-no_interview-why = Whoever takes you without a question is not looking for a worker. Perhaps they are looking for anybody.
sign-no_interview-do = Ask for a video call with the supervisor at the place of work.

sign-age_gender_target = A certain age or sex only
sign-age_gender_target-why = Lures often look for young or single people, or for women only. Ordinary ads do so as well at times, so look at the other signs.
sign-age_gender_target-do = Ask why the work is only for them.

sign-debt_or_deduction = Debt, deductions or fines
sign-debt_or_deduction-why = Debts and fines keep people from leaving. It is the most common way to hold workers.
sign-debt_or_deduction-do = Transfer no money and sign no debt. A debt used to exploit a victim can't be claimed (Law 21/2007, article 27).

sign-recruit_commission = Paid for bringing others
sign-recruit_commission-why = Whoever is paid by the head does not care what becomes of people. You could be blamed as well.
sign-recruit_commission-do = Bring nobody before licence, visa and contract are clear.

sign-secrecy = Asked to keep it secret
sign-secrecy-why = Honest work need not be hidden from family or officials.
sign-secrecy-do = Tell one person you trust, today.

sign-unlicensed_or_no_company = No company or licence named
sign-unlicensed_or_no_company-why = Without the name of a company nothing can be checked, and nobody can be held to it.
sign-unlicensed_or_no_company-do = Ask for the full name of the company and its licence number, and check them yourself.

sign-accommodation_control = Lodging from the employer
sign-accommodation_control-why = Lodging is common. But when bed, door and pay are in the same hand, it is hard to leave.
sign-accommodation_control-do = Ask for the address, and whether you may go out and have visitors.

sign-obfuscated_text = Words are disguised
sign-obfuscated_text-why = Letters are replaced by digits or set apart so that the ad slips through filters. Honest advertisers seldom need that.
sign-obfuscated_text-do = Keep a screenshot. Do not answer yet.

sign-isolation_or_guard = Movement limited or guarded
sign-isolation_or_guard-why = Workers who may not go out, or are guarded, can't leave when something happens. It is a sign of forced labour.
sign-isolation_or_guard-do = Do not go. If you are there already, send your location to your family and to the embassy.

sign-passport_retention = Passport or phone is held
sign-passport_retention-why = A passport is the state's and is entrusted to you, not to an employer. Without it, it is hard to get home.
sign-passport_retention-do = Keep your passport yourself. Keep a photo of its first page where your family can open it.

sign-official_programme = Names an official programme
sign-official_programme-why = A government programme has a list of participants and does not ask for money by private message. Its name can be misused.
sign-official_programme-do = Ask the manpower office (Disnaker) or BP3MI about the programme.

sign-work_visa_named = Names a work visa
sign-work_visa_named-why = A work visa is needed, but words in an ad prove nothing.
sign-work_visa_named-do = Ask for a copy of the visa in your name before you leave.

sign-licence_claimed = Claims to have a licence
sign-licence_claimed-why = Licence numbers and logos are easily copied. We do not compare them with the official register.
sign-licence_claimed-do = Compare name and number with the register of placement companies (P3MI), or ask Disnaker.

sign-licensed_placement_agency = Licensed placement company
sign-licensed_placement_agency-why = Name and number match the official register as of its date. Others can still misuse the name.
sign-licensed_placement_agency-do = Contact the company by the number in the register, not by that in the ad.

sign-other-why = This sign is often found in recruitment lures.
sign-other-do = Ask somebody you trust before you answer.
