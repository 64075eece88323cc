-- The city's pace is counted from the decisions of its last months: they are found by the day of the step.
CREATE INDEX milestones_by_kind_and_day ON milestones (insurer_number, kind, day, application_id);
