//! The twin and its incidents: kernel, city, knowledge, posture, incident, measures, experiment.
