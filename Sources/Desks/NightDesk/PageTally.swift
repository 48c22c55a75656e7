import Incident
import Nights
import NightStore
import OnCall
import Organisation

/// The pages of a day, counted for each person, at night by the clocks where they are.
struct PageTally: Sendable {
    let rows: [TallyRows.Row]

    init(_ pages: [TallyRows.Page], _ organisation: OrganisationConfiguration) {
        let calendar = organisation.nightly.timezone.flatMap { organisation.zones.zone(named: $0) } ?? .utc
        var counts: [TallyRows.Row: Int] = [:]
        for page in pages {
            let person = page.person.lowercased()
            let zone = organisation.person(person)?.location.flatMap { organisation.zones.zone(named: $0) } ?? calendar
            for metric in zone.isNight(at: page.at) ? [Metric.pages, .nightPages] : [.pages] {
                for (dimension, value) in [(nil, ""), (MetricDimension.person, person)] {
                    let row = TallyRows.Row(
                        metric, by: dimension, of: value, isRestricted: page.isRestricted, count: 0)
                    counts[row, default: 0] += 1
                }
            }
        }
        rows = counts.map { row, count in
            var row = row
            row.count = count
            return row
        }
    }
}
