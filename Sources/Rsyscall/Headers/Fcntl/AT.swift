extension AT {
    /// `AT_FDCWD`: The working directory, in place of a descriptor of a directory.
    public static var fdcwd: FileDescriptorNumber { .workingDirectory }
}
