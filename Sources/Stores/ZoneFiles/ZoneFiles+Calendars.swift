import OnCall
public import Organisation

extension ZoneFiles {
    /// The zone data of this host, for the zones that calendars name.
    public var forCalendars: CalendarReading.Zones {
        CalendarReading.Zones(changedAt: changedAt) { try database(of: $0) }
    }
}
