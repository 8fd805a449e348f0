// expect: cannot convert value of type 'Seal<Kept>' to expected argument type 'Seal<Later<OwnedFileDescriptor>>'
import Rsyscall

struct Kept: DescriptorArgument, ~Copyable {
    let file: Later<OwnedFileDescriptor>

    func placed(in program: borrowing Program, _ seal: Seal<Kept>) throws -> PlacedDescriptor {
        try file.placed(in: program, seal)
    }
}

func program(_ process: LinuxProcess) async throws {
    var program = process.program()
    let kept = Kept(file: try program.open("/etc/passwd"))
    _ = try program.read(kept, upTo: 16)
}
