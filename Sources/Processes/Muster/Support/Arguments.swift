public import ArgumentParser
public import Incident

extension AlertSeverity: ExpressibleByArgument {}

extension ParticipantRole: ExpressibleByArgument {}
