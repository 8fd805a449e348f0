import Rsyscall
import Testing

@Suite struct SigsetTests {
    @Test func `Sigset is described by signal names`() {
        #expect(Sigset(.int, .term).description == "[INT TERM]")
        #expect(Sigset.all.subtracting(Sigset(.kill)).description == "~[KILL]")
        #expect(Sigset.all.description == "~[]")
    }
}
