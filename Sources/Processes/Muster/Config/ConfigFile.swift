import ArgumentParser
import Foundation
import HTTPProvider
import Organisation
import ZoneFiles

/// The file of `config apply` and `config check`.
struct ConfigFile: ParsableArguments {
    @Argument(help: "A YAML file; - reads standard input.")
    var file: String

    func read() throws -> OrganisationFile {
        let data =
            file == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
        guard let data else {
            throw CommandFailure("\(file) cannot be read. Check that it exists and that you may read it.")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw CommandFailure("\(file) is not UTF-8. Save it as UTF-8.")
        }
        let checked = try OrganisationFile(
            text, named: file == "-" ? "standard input" : file, vendors: [HTTPProvider.schema])
        try checked.checkOnCall(zones: ZoneFiles().database(of: checked.configuration.zoneNames), at: Date())
        for note in checked.notes { Output.note(note) }
        return checked
    }
}
