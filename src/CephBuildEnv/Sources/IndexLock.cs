namespace CephBuildEnv.Sources;

/// <summary>The lock that git takes on a working tree while it changes it, and leaves behind when it is killed.</summary>
internal static class IndexLock
{
    /// <summary>Null when there is none; else who has it, and what to do.</summary>
    public static string? Explain(string tree, string gitFolder)
    {
        var file = Path.Combine(gitFolder, "index.lock");
        if (!File.Exists(file))
            return null;
        return GitAtWorkIn(tree) is { } process
            ? $"git is at work in {tree} (pid {process}); wait for it"
            : $"{tree} is locked by a git that is gone: it was killed, perhaps in the middle of a checkout; " +
              $"remove the lock, and look what is unfinished: rm {file} && git -C {tree} status";
    }

    private static string? GitAtWorkIn(string tree) => Directory.EnumerateDirectories("/proc")
        .Select(folder => Path.GetFileName(folder))
        .Where(name => name.All(char.IsAsciiDigit))
        .FirstOrDefault(process => IsGit(process) && (FolderOf(process) is not { } folder || folder == tree || folder.StartsWith($"{tree}/")));

    private static bool IsGit(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").StartsWith("git");
        }
        catch (IOException)
        {
            // It has ended.
            return false;
        }
    }

    // Null when it is another user's: it may be there. Empty when it has ended meanwhile.
    private static string? FolderOf(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return "";
        }
    }
}
