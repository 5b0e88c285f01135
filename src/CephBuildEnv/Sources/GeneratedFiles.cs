using System.Security.Cryptography;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>
/// Files that are put into a source tree for editors. Git does not see them; what is there of somebody else's, or was changed by
/// hand, is never replaced. A note in the tree's git folder tells them apart.
/// </summary>
/// <param name="tree">Folder of the tree.</param>
public sealed class GeneratedFiles(string tree)
{
    private const string NoteName = "ceph-build-env-generated";

    // As git itself asks for names in info/exclude that begin at the top.
    private const char Top = '/';

    private string Note => Path.Combine(Repositories.GitFolderOf(tree), NoteName);

    /// <summary>Paths of those that are as they were written.</summary>
    public IReadOnlyList<string> Unchanged => [.. Hashes().Where(pair => HashOf(Path.Combine(tree, pair.Key)) == pair.Value).Select(pair => Path.Combine(tree, pair.Key))];

    /// <exception cref="UserException">Something else is in its place.</exception>
    public void RequireFree(string name)
    {
        var path = Path.Combine(tree, name);
        if (Path.GetDirectoryName(path) is { } folder && folder != tree && FileStatus.Of(folder) is { IsFolder: false })
            throw new UserException($"{folder} is in the way: it is no folder; move it away: mv {ShellQuote.Quote(folder)} {ShellQuote.Quote($"{folder}.old")}");
        if (FileStatus.Of(path) is not null && !Unchanged.Contains(path))
            throw new UserException($"{path} is there, and is not, or no more, as this project has written it; move it away: mv {ShellQuote.Quote(path)} {ShellQuote.Quote($"{path}.old")}");
    }

    /// <param name="name">Relative to the tree.</param>
    /// <param name="content">Of the file.</param>
    /// <exception cref="UserException">Something else is in its place.</exception>
    public void Write(string name, string content)
    {
        RequireFree(name);
        Exclude($"{Top}{name}");
        var path = Path.Combine(tree, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        HostFiles.Replace(path, content);
        var hashes = Hashes();
        hashes[name] = HashOf(path)!;
        HostFiles.Replace(Note, string.Concat(hashes.Select(pair => $"{pair.Value} {pair.Key}\n")));
    }

    // In the folder that all worktrees share: git reads no other.
    private void Exclude(string pattern)
    {
        var file = Path.Combine(Repositories.CommonFolderOf(Repositories.GitFolderOf(tree)), "info", "exclude");
        var lines = HostFiles.ReadSmall(file) ?? "";
        if (lines.Split('\n').Contains(pattern))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (FileStatus.Of(Path.GetDirectoryName(file)!) is not { IsFolder: true })
            throw new UserException($"{Path.GetDirectoryName(file)} is no folder, where git looks for names that it is to overlook; make it one");
        HostFiles.Replace(file, $"{lines}{(lines.Length == 0 || lines.EndsWith('\n') ? "" : "\n")}{pattern}\n");
    }

    private SortedDictionary<string, string> Hashes()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in (HostFiles.ReadSmall(Note) ?? "").Split('\n').Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2))
            hashes[parts[1]] = parts[0];
        return hashes;
    }

    private static string? HashOf(string path)
    {
        if (FileStatus.Of(path) is not { IsFile: true })
            return null;
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
