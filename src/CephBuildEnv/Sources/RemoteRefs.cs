using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>Asks a repository which refs it has, without fetching any.</summary>
public static class RemoteRefs
{
    /// <exception cref="UserException">The repository does not answer, or has no such branch or tag.</exception>
    public static async Task RequireAsync(Git git, RepositoryUrl url, string refName, CancellationToken cancellation)
    {
        var names = await ListAsync(git, url, cancellation);
        // A commit can only be looked up in a mirror.
        if (names.Contains(refName) || (refName.Length >= 7 && refName.All(char.IsAsciiHexDigit)))
            return;
        throw new UserException(NotFound(url, refName, names));
    }

    internal static string NotFound(RepositoryUrl url, string refName, IReadOnlyCollection<string> names) =>
        $"{url} has no branch, tag or commit '{refName}'{Suggestion.Phrase(refName, names)}" +
        $"{(names.Count == 0 ? "" : $"; it has {string.Join(", ", names.Order(StringComparer.Ordinal).Take(8))}{(names.Count > 8 ? ", …" : "")}")}";

    private static async Task<HashSet<string>> ListAsync(Git git, RepositoryUrl url, CancellationToken cancellation)
    {
        try
        {
            var listing = await git.ReadAsync("/", ["ls-remote", "--heads", "--tags", "--refs", "--", url.Value], cancellation);
            return listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[(line.IndexOf('\t') + 1)..])
                .Select(name => name[(name.IndexOf('/', "refs/".Length) + 1)..])
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (CommandException e)
        {
            var cause = e.Output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("fatal:")) ?? $"git ended with {e.ExitCode}";
            throw new UserException($"{url} does not answer ({cause}); check the network and --repository", e);
        }
    }
}
