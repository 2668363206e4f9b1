"""Addresses of the screens that join several rooms."""

from django.urls import path

from care.pages.views import access, audit, caseload, chart, consent, followups, search, tasks, team, today, undelivered

app_name = "pages"
urlpatterns = [
    path("", today.today, name="today"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("people/search/", search.search, name="search"),
    path("people/<uuid:uuid>/", chart.summary, name="chart"),
    path("people/<uuid:uuid>/plan/", chart.plan, name="plan"),
    path("people/<uuid:uuid>/medication/", chart.medication, name="medication"),
    path("people/<uuid:uuid>/history/", chart.past, name="history"),
    path("people/<uuid:uuid>/consent/", consent.consents, name="consent"),
    path("people/<uuid:uuid>/consent/new/", consent.new, name="consent_new"),
    path("people/<uuid:uuid>/consent/<uuid:consent>/revoke/", consent.revoke, name="consent_revoke"),
    path("people/<uuid:uuid>/team/", team.team, name="team"),
    path("people/<uuid:uuid>/team/<uuid:member>/leave/", team.leave, name="team_leave"),
    path("people/<uuid:uuid>/team/<uuid:member>/lead/", team.lead, name="team_lead"),
    path("people/<uuid:uuid>/enrolment/end/", team.end, name="end"),
    path("people/<uuid:uuid>/treatment/complete/", followups.complete_treatment, name="complete_treatment"),
    path("people/<uuid:uuid>/treatment/reopen/", followups.reopen_treatment, name="reopen_treatment"),
    path("people/<uuid:uuid>/check-ins/", followups.check_ins, name="check_ins"),
    path("people/<uuid:uuid>/check-ins/start/", followups.start, name="protocol_start"),
    path("people/<uuid:uuid>/check-ins/protocols/<uuid:run>/stop/", followups.stop, name="protocol_stop"),
    path("people/<uuid:uuid>/check-ins/<uuid:check_in>/", followups.check_in, name="check_in"),
    path("people/<uuid:uuid>/check-ins/<uuid:check_in>/attempt/", followups.attempt, name="check_in_attempt"),
    path("people/<uuid:uuid>/check-ins/<uuid:check_in>/answer/", followups.answer, name="check_in_answer"),
    path("people/<uuid:uuid>/check-ins/<uuid:check_in>/send/", followups.send, name="check_in_send"),
    path("tasks/new/", tasks.new, name="task_new"),
    path("tasks/<uuid:uuid>/", tasks.task, name="task"),
    path("tasks/<uuid:uuid>/take/", tasks.take, name="task_take"),
    path("tasks/<uuid:uuid>/done/", tasks.done, name="task_done"),
    path("tasks/<uuid:uuid>/snooze/", tasks.snooze, name="task_snooze"),
    path("tasks/<uuid:uuid>/give-back/", tasks.give_back, name="task_give_back"),
    path("tasks/<uuid:uuid>/cancel/", tasks.cancel, name="task_cancel"),
    path("tasks/<uuid:uuid>/undo/", tasks.undo, name="task_undo"),
    path("undelivered/", undelivered.undelivered, name="undelivered"),
    path("undelivered/<uuid:uuid>/again/", undelivered.again, name="undelivered_again"),
    path("undelivered/<uuid:uuid>/set-aside/", undelivered.aside, name="undelivered_aside"),
    path("audit/", audit.audit, name="audit"),
    path("who-may-read/", access.who_may_read, name="who_may_read"),
]
