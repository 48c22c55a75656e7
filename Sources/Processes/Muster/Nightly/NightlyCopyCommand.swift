import ArgumentParser
import Foundation
import Incident
import JSON
import NightDesk

/// `muster nightly copy`: what the step of the night writes, now.
struct NightlyCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract:
            "Writes what is needed when Muster is not there: incidents, who is on call, bridges, telephones.",
        discussion: """
            Four files: muster-people (without restricted incidents and telephone numbers) and muster-operators, each as .html \
            and .txt. Their owner writes them and their group reads them. Give muster-operators to operators alone.
            """)

    @Option(help: ArgumentHelp("Where to; MUSTER_COPY_FOLDER by default.", valueName: "directory"))
    var folder: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let folder = try Self.folder(Settings.process, named: folder)
        let names = try await Database.asBatch { client in
            try await CommandFailure.named {
                try await folder.write(.load(from: client), at: Date(), from: client)
            }
        }
        Output.result(
            asJSON: json.isOn, ["folder": .string(folder.path), "files": .array(names.map { .string($0) })],
            names.map { "\(folder.path)/\($0)" }.joined(separator: "\n"))
    }

    private static func folder(_ settings: Settings, named path: String?) throws -> WorstDayFolder {
        guard let folder = WorstDayFolder(settings.values, path: path) else {
            throw CommandFailure(
                "No folder is named: give --folder, or set \(WorstDayFolder.variable) as for muster-nightly.")
        }
        return folder
    }
}
