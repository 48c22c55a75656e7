import Files
public import Foundation
import Glibc
public import Postgres

/// A folder with the copies for the worst day, that lies where Muster's own machines are not needed: one for people and one for
/// operators, each as a page and as text.
public struct WorstDayFolder: Sendable, Hashable {
    /// The variable of the environment that names it.
    public static let variable = "MUSTER_COPY_FOLDER"
    /// Its owner writes, its group reads.
    private static let mode: mode_t = 0o640

    /// Where it is.
    public var path: String
    /// The base of links; `nil` to leave them out.
    public var publicURL: String?

    /// A folder.
    public init(path: String, publicURL: String? = nil) {
        self.path = path
        self.publicURL = publicURL
    }

    /// The folder that an environment names, with links below its `MUSTER_PUBLIC_URL`; `nil` when it names none.
    /// - Parameter path: instead of what the environment says.
    public init?(_ environment: [String: String], path: String? = nil) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let path = path ?? value(Self.variable) else { return nil }
        let url = value("MUSTER_PUBLIC_URL")
        self.init(path: path, publicURL: url.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
    }

    /// Writes the copies, each in the place of the one before.
    /// - Parameters:
    ///   - settings: the configuration in force.
    ///   - now: what is known at that time is in them.
    /// - Returns: the names of the files.
    /// - Throws: ``NightError`` when the folder cannot be written to.
    @discardableResult
    public func write(
        _ settings: NightSettings, at now: Date, from database: PostgresClient
    ) async throws -> [String] {
        let facts = try await WorstDayFacts(settings, publicURL: publicURL, at: now, in: database)
        var names: [String] = []
        for audience in WorstDayCopy.Audience.allCases {
            let copy = try await facts.copy(for: audience)
            for (ending, text) in [("html", copy.html), ("txt", copy.text)] {
                let name = "\(copy.fileName).\(ending)"
                try put(text, name)
                names.append(name)
            }
        }
        return names
    }

    private func put(_ text: String, _ name: String) throws(NightError) {
        do {
            try WholeFile.write(
                text, named: name, in: URL(filePath: path, directoryHint: .isDirectory), mode: Self.mode)
        } catch {
            throw NightError(error.description)
        }
    }
}
