using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Hosting;

/// <summary>The folder that <c>--ceph-dir</c> names.</summary>
public static class CephDirectory
{
    /// <returns>An absolute path.</returns>
    /// <exception cref="UserException">The text is no path, or one that no shell and no tool would show as it is.</exception>
    public static string Parse(string text)
    {
        if (text.Length == 0)
            throw new UserException("--ceph-dir: it is empty; name a folder, such as /data/ceph");
        if (text.EnumerateRunes().Any(rune => !Printable.IsVisible(rune)))
            throw new UserException($"--ceph-dir: '{Printable.Text(text)}' has characters that cannot be shown; name a folder without them");
        if (text.StartsWith('~'))
            throw new UserException($"--ceph-dir: no shell has replaced the ~ of '{Printable.Text(text)}'; write $HOME, or ./{ShellQuote.Quote(Printable.Text(text))} for a folder of that name");
        if (Path.GetFullPath(text) == "/")
            throw new UserException("--ceph-dir: / is the whole host; name a folder, such as /data/ceph");
        // What Linux takes, with room for what is below.
        if (Path.GetFullPath(text) is { Length: > 0 and <= 3000 } path && path.Split('/').All(part => System.Text.Encoding.UTF8.GetByteCount(part) <= 255))
            return path;
        throw new UserException($"--ceph-dir: '{Printable.Text(text)}' is too long for a path; name a shorter one");
    }
}
