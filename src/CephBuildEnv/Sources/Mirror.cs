using CephBuildEnv.Environments;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>A bare mirror in the object store: answers questions without a checkout and without the network.</summary>
public sealed class Mirror(string folder, RepositoryUrl url)
{
    public string Folder { get; } = folder;

    public RepositoryUrl Url { get; } = url;

    public bool Exists => File.Exists(Path.Combine(Folder, "HEAD"));

    /// <summary>The mirror of a submodule: where git looks for it, seen from this one.</summary>
    public Mirror Submodule(Submodule submodule) => new(Path.Combine(Folder, "modules", submodule.Name), submodule.Url);

    /// <summary>The commit that a branch, a tag or the beginning of a commit id names; null when there is none.</summary>
    public string? TryResolve(string refName)
    {
        if (!Exists)
            return null;
        using var repository = new Repository(Folder);
        return Find(repository, refName)?.Sha;
    }

    public bool IsBranch(string refName)
    {
        using var repository = new Repository(Folder);
        return repository.Branches[refName] is not null;
    }

    public bool HasCommit(string id)
    {
        using var repository = new Repository(Folder);
        return repository.Lookup<Commit>(id) is not null;
    }

    /// <summary>Branch names, for an error that says what there is instead.</summary>
    public IReadOnlyList<string> Branches()
    {
        using var repository = new Repository(Folder);
        return [.. repository.Branches.Select(branch => branch.FriendlyName)];
    }

    /// <summary>The dependency files as they are in a commit.</summary>
    /// <exception cref="UserException">It is no Ceph tree.</exception>
    public IReadOnlyList<DependencyFile> DependencyFilesOf(string commit, PackageFamily family)
    {
        using var repository = new Repository(Folder);
        var tree = repository.Lookup<Commit>(commit);
        var files = new List<DependencyFile>();
        foreach (var path in DependencyFiles.Paths(family))
        {
            if (tree[path] is not { Target: Blob blob } entry)
                continue;
            using var content = new MemoryStream();
            using (var stream = blob.GetContentStream())
                stream.CopyTo(content);
            files.Add(new(path, content.ToArray(), entry.Mode == Mode.ExecutableFile));
        }

        return DependencyFiles.Checked(files, $"{Url} at {commit[..12]}");
    }

    /// <summary>The commit that a submodule is pinned to; null when there is no submodule at that path.</summary>
    public string? PinnedCommit(string commit, string path)
    {
        using var repository = new Repository(Folder);
        return repository.Lookup<Commit>(commit)[path] is { TargetType: TreeEntryTargetType.GitLink } entry ? entry.Target.Sha : null;
    }

    private static Commit? Find(Repository repository, string refName)
    {
        var commit = repository.Branches[refName]?.Tip ?? repository.Tags[refName]?.PeeledTarget as Commit;
        var isId = refName.Length is >= 7 and <= 40 && refName.All(char.IsAsciiHexDigit);
        return commit ?? (isId ? repository.Lookup<Commit>(refName) : null);
    }
}
