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
    /// <exception cref="DamagedRepositoryException">It cannot be read.</exception>
    public string? TryResolve(string refName)
    {
        if (!Exists)
            return null;
        // What asks here can do without it; git cannot.
        if (new FileInfo(Path.Combine(Folder, "HEAD")).Length == 0)
            throw new DamagedRepositoryException(Folder, "its HEAD is empty");
        return Repositories.Ask(Folder, repository => Find(repository, refName)?.Sha);
    }

    public bool IsBranch(string refName) => Repositories.Ask(Folder, repository => repository.Branches[refName] is not null);

    public bool HasCommit(string id) => Repositories.Ask(Folder, repository => repository.Lookup<Commit>(id) is not null);

    /// <summary>How many commits lie between two: those that one of them has and the other has not; null when one is not here.</summary>
    public async Task<int?> DistanceAsync(Git git, string one, string other, CancellationToken cancellation) =>
        await git.TryAsync(Folder, [Git.Here, "rev-list", "--count", $"{one}...{other}", "--"], cancellation) is { Succeeded: true } counted &&
        int.TryParse(counted.Output, out var count) ? count : null;

    /// <summary>Those of some objects that are not there.</summary>
    public IReadOnlyList<string> Without(IEnumerable<string> ids) =>
        Repositories.Ask<IReadOnlyList<string>>(Folder, repository => [.. ids.Where(id => repository.Lookup(id) is null)]);

    /// <summary>Branch names, for an error that says what there is instead.</summary>
    public IReadOnlyList<string> Branches() =>
        Repositories.Ask<IReadOnlyList<string>>(Folder, repository => [.. repository.Branches.Select(branch => branch.FriendlyName)]);

    /// <summary>The dependency files as they are in a commit.</summary>
    /// <exception cref="UserException">It is no Ceph tree.</exception>
    public IReadOnlyList<DependencyFile> DependencyFilesOf(string commit, PackageFamily family) => Repositories.Ask(Folder, repository =>
    {
        var tree = Required(repository, commit);
        var files = new List<DependencyFile>();
        foreach (var path in DependencyFiles.Paths(family))
        {
            if (tree[path] is not { Target: Blob blob } entry)
                continue;
            files.Add(new(path, Content(blob), entry.Mode == Mode.ExecutableFile));
        }

        return DependencyFiles.Checked(files, $"{Url} at {commit[..12]}");
    });

    /// <summary>The text of a file of a commit; null when there is none at that path.</summary>
    public string? TextOf(string commit, string path) =>
        Repositories.Ask(Folder, repository => Required(repository, commit)[path] is { Target: Blob blob } ? blob.GetContentText() : null);

    /// <summary>The commit that a submodule is pinned to; null when there is no submodule at that path.</summary>
    public string? PinnedCommit(string commit, string path) => Repositories.Ask(
        Folder, repository => Required(repository, commit)[path] is { TargetType: TreeEntryTargetType.GitLink } entry ? entry.Target.Sha : null);

    private static byte[] Content(Blob blob)
    {
        using var content = new MemoryStream();
        using var stream = blob.GetContentStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private Commit Required(Repository repository, string commit) =>
        repository.Lookup<Commit>(commit) ?? throw new DamagedRepositoryException(Folder, $"it has no commit {commit}");

    private Commit? Find(Repository repository, string refName)
    {
        var named = repository.Refs[$"refs/heads/{refName}"] ?? repository.Refs[$"refs/tags/{refName}"];
        if (named is not null)
        {
            // A tag may also name something that is no commit.
            var target = repository.Lookup(named.ResolveToDirectReference().TargetIdentifier)
                ?? throw new DamagedRepositoryException(Folder, $"{named.CanonicalName} names an object that is not there");
            return target as Commit ?? repository.Tags[refName]?.PeeledTarget as Commit;
        }

        var isId = refName.Length is >= 7 and <= 40 && refName.All(char.IsAsciiHexDigit);
        return isId ? repository.Lookup<Commit>(refName) : null;
    }
}
