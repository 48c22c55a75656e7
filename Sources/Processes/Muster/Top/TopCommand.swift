import ArgumentParser
import Foundation
import Operations

struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Shows what is under way and what waits, again and again until ^C.",
        discussion: """
            Where nobody watches (in a pipe, a file, or with --json) it shows it once. The broker counts every five seconds. \
            DEAD are dead letters that nobody has seen to, UNSENT what a worker has not published yet, LATE timers that have \
            been due for a minute; a dash is a figure that the broker has not counted.
            """)

    @Option(help: "Seconds between two looks, 1 to 3600.")
    var every = 5

    @Flag(help: "Shows it once.")
    var once = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...3600).contains(every) else {
            throw ValidationError("--every is 1 to 3600 seconds; it is \(every)")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let topology = try Broker.topology(settings)
        let broker = try Broker.management(settings)
        let isWatched = !once && !json.isOn && Output.columns != nil
        try await Database.asOperator(settings) { client in
            let reader = OverviewReader(client: client, broker: broker, topology: topology)
            guard isWatched else {
                let overview = try await reader.read()
                return Output.result(asJSON: json.isOn, overview.json, TopText.text(overview, since: nil))
            }
            try await watch(reader)
        }
    }

    private func watch(_ reader: OverviewReader) async throws {
        let every = every
        Screen.open()
        defer { Screen.close() }
        _ = try await Interruption.racing {
            var earlier: Overview?
            while true {
                do {
                    let overview = try await reader.read()
                    Screen.show(TopText.text(overview, since: earlier))
                    earlier = overview
                } catch let error where !(error is CancellationError) {
                    // The database is away: that is what somebody looks for here.
                    Screen.show("\(error)\n\nIt is asked again in \(Wording.count(every, "second")).")
                }
                try await Task.sleep(for: .seconds(every))
            }
        }
    }
}
