import ArgumentParser
import Environment

/// Computes a night and ends; something starts it once a day. Exit status: 0 all of it is there, 1 something failed and is to be
/// run again, 2 unusable arguments or environment.
@main struct Main {
    static func main() async {
        do {
            let command = try NightlyBatch.parse()
            ProcessEnd.now(try await command.status())
        } catch let problem as NightlyBatch.Unusable {
            NightlyBatch.say("muster-nightly: \(problem.description)")
            ProcessEnd.now(2)
        } catch {
            let code = NightlyBatch.exitCode(for: error)
            guard code == .failure else { NightlyBatch.exit(withError: error) }
            NightlyBatch.say("muster-nightly: \(error)")
            ProcessEnd.now(1)
        }
    }
}
