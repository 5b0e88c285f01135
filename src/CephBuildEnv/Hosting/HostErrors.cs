namespace CephBuildEnv.Hosting;

/// <summary>Turns the ways in which writing to a disk can fail in the middle of the work into errors that say what to type.</summary>
internal static class HostErrors
{
    // As .NET hands errno on: ENOSPC, EROFS and EDQUOT.
    private const int NoSpace = 28, ReadOnly = 30, NoQuota = 122;

    /// <summary>Of something that was just being written.</summary>
    /// <param name="path">Of it.</param>
    /// <param name="disk">A path on the same disk that exists.</param>
    /// <param name="error">As it was met.</param>
    public static UserException CannotWrite(string path, string disk, IOException error) =>
        new($"cannot write {path}: {error.Message}; is the disk full? Look: df -h {disk}", error);

    /// <summary>Null when it is nothing that a user can change.</summary>
    public static UserException? Explain(Exception exception) => exception switch
    {
        IOException { HResult: NoSpace or NoQuota } => new($"{exception.Message}; free some space, then start again: df -h {HostLayout.DefaultRoot}", exception),
        IOException { HResult: ReadOnly } => new(
            $"{exception.Message}; see why in dmesg, then have it writable: mount -o remount,rw $(stat -c %m {HostLayout.DefaultRoot}/)", exception),
        _ => null,
    };
}
