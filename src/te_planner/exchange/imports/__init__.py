"""Files of others, read into what they ask of the plan: tables, schedules, our own."""
