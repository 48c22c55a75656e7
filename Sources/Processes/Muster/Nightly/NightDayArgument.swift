import ArgumentParser
import Forecast
import Foundation
import NightDesk
import Nights
import Postgres

/// A day as people name it.
enum NightDayArgument: ExpressibleByArgument, Hashable {
    /// The last one that is over.
    case yesterday
    case date(Day)

    init?(argument: String) {
        if argument == "yesterday" {
            self = .yesterday
        } else if let day = Day(argument) {
            self = .date(day)
        } else {
            return nil
        }
    }

    /// The day by the organisation's clocks.
    func day(_ database: PostgresClient) async throws -> Day {
        if case .date(let day) = self { return day }
        return try await CommandFailure.named {
            try await NightSettings.load(from: database).calendar.yesterday(of: Date())
        }
    }
}
