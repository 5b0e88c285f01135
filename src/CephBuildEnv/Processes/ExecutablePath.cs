namespace CephBuildEnv.Processes;

/// <summary>Looks programs up on the PATH.</summary>
public static class ExecutablePath
{
    // Where system programs live that an ordinary user's PATH leaves out (dockerd, useradd).
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

    /// <summary>Every program of that name, in the order of the PATH, links resolved to at most one entry each.</summary>
    public static IEnumerable<string> FindAll(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(SystemFolders)
        // /bin is a link to /usr/bin on most hosts.
        .Select(RealFolder)
        .Select(folder => Path.Combine(folder, name))
        .Where(IsExecutable)
        .DistinctBy(path => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);

    public static string? Find(string name) => FindAll(name).FirstOrDefault();

    private static string RealFolder(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or inherited from another user, such as root's: it has nothing for this one.
            return folder;
        }
    }

    // A link to nowhere counts as existing.
    private static bool IsExecutable(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false } && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
