import Testing

@testable import TestServers

@Suite struct EnvironmentFileTests {
    @Test func quotedValuesAreReadAndOtherLinesIgnored() {
        let text = """
            export MUSTER_HOME='/srv/a b'
            export NAME='it'\\''s = fine'
            export EMPTY=''
            case ":$PATH:" in *) export PATH=/x:"$PATH" ;; esac
            """
        let values = EnvironmentFile.parse(text)
        #expect(values == ["MUSTER_HOME": "/srv/a b", "NAME": "it's = fine", "EMPTY": ""])
    }
}
