import FoundationEssentials
import Incident

// What people did: the activity model.
extension CostCalculation {
    /// Adds a line for each person, role and rate in which something was done.
    mutating func add(_ activities: [Activity]) {
        let rolesByPerson = Dictionary(grouping: roles) { $0.person.lowercased() }
        for (person, times) in byPerson(activities) {
            guard let own = rolesByPerson[person], let row = own.first else {
                report(person, "\(times.count) activities of somebody with no role are not counted")
                continue
            }
            var ledger = ActivityLedger(
                roles: own.map { ($0.role, rules.weights[$0.role] ?? .one, self.span(ofRole: $0)) },
                pieces: book.pieces(of: row.person, in: row.team), phases: phases, length: rules.responseSeconds)
            for time in times { ledger.add(time) }
            ledger.finish()
            if ledger.strays > 0 {
                report(
                    person, "\(ledger.strays) of their activities, at times when they had no role, are not counted")
            }
            for entry in ledger.entries where entry.draft.seconds > 0 && entry.weight > .zero {
                switch ledger.pieces[entry.piece].price {
                case .success(let price):
                    add(
                        entry.draft, of: row.person, as: entry.role, for: .activities(entry.draft.count),
                        times: entry.weight, at: price)
                case .failure(let gap): report(gap, "activities of \(person)", person, entry.draft)
                }
            }
        }
    }

    /// When each person did something, in order, of what is known.
    private func byPerson(_ activities: [Activity]) -> [(String, [Int64])] {
        var places: [String: Int] = [:]
        var all: [(person: String, times: [Int64])] = []
        var last = ""
        var place = 0
        for activity in activities {
            let time = activity.at.wholeSeconds
            if time > now { continue }
            // Rows of one person mostly follow each other.
            if activity.person != last || all.isEmpty {
                let key = activity.person.lowercased()
                place = places[key] ?? all.count
                if place == all.count {
                    places[key] = place
                    all.append((key, []))
                }
                last = activity.person
            }
            all[place].times.append(time)
        }
        return all.map { ($0.person, $0.times.sorted()) }
    }

    /// When somebody had a role: to the end of time when they have it still.
    private func span(ofRole row: RoleInterval) -> Range<Int64> {
        let from = row.from.wholeSeconds
        return from..<max(from, row.until?.wholeSeconds ?? .max)
    }
}
