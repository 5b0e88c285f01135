using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>Where a git repository can be cloned from: a URL, <c>user@host:path</c> or an absolute path.</summary>
public sealed partial record RepositoryUrl
{
    /// <summary>Ceph's own, where releases come from.</summary>
    public const string Ceph = "https://github.com/ceph/ceph.git";

    // A file system allows 255 bytes in a name, and the mirror's gets endings.
    private const int LongestStoreName = 200;

    private RepositoryUrl(string value) => Value = value;

    public string Value { get; }

    /// <summary>
    /// The name of its mirror in the object store: <c>https://github.com/ceph/ceph.git</c> is <c>github.com+ceph+ceph</c>.
    /// </summary>
    public string StoreName
    {
        get
        {
            var path = SchemePattern().Replace(Value, "").TrimEnd('/');
            path = path.EndsWith(".git") ? path[..^4] : path;
            return UnsafePattern().Replace(path.TrimStart('/').Replace('/', '+').Replace(':', '+'), "_");
        }
    }

    /// <exception cref="UserException">The text names no repository, or runs a program.</exception>
    public static RepositoryUrl Parse(string text)
    {
        if (PasswordPattern().IsMatch(text))
        {
            throw new UserException(
                "--repository: it has a password in it, which would be written into the tree's configuration and into logs; " +
                "leave it out, and let git ask a helper: git config --global credential.helper store");
        }

        return IsValid(text)
            ? new(text)
            : throw new UserException(
                $"--repository: '{Printable.Text(text)}' is no repository; write https://…, git://…, ssh://…, user@host:path or an absolute path");
    }

    /// <summary>Whether <see cref="Parse"/> takes it.</summary>
    public static bool IsValid(string text) =>
        // git runs a program for ext::, and takes a leading dash for an option.
        !PasswordPattern().IsMatch(text) && UrlPattern().IsMatch(text) && !text.Contains("::") && !text.Split('/').Contains("..") &&
        new RepositoryUrl(text).StoreName is not ("" or "." or "..") and { Length: <= LongestStoreName };

    /// <summary>What a submodule's URL means, seen from this repository: git lets it be relative.</summary>
    /// <exception cref="UserException">It leads out of the host.</exception>
    public RepositoryUrl Resolve(string submoduleUrl)
    {
        if (!submoduleUrl.StartsWith("./") && !submoduleUrl.StartsWith("../"))
        {
            // As git does: a stranger's repository must not reach into this host.
            if (!IsLocal(Value) && IsLocal(submoduleUrl))
                throw new UserException($"the submodule '{Printable.Text(submoduleUrl)}' of {this} is on this host, where a repository from elsewhere has no business");
            return Parse(submoduleUrl);
        }

        var root = RootPattern().Match(Value).Value;
        var path = Value[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in submoduleUrl.Split('/').Where(part => part is not ("." or "")))
        {
            if (part != "..")
                path.Add(part);
            else if (path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else
                throw new UserException($"the submodule '{Printable.Text(submoduleUrl)}' leads out of {this}");
        }

        return Parse(root + string.Join('/', path));
    }

    public override string ToString() => Value;

    private static bool IsLocal(string address) => address.StartsWith('/') || address.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[a-z]+://[^/@]*:[^/]*@")]
    private static partial Regex PasswordPattern();

    // No user and no host begins with a dash: ssh would take it for an option.
    [GeneratedRegex(@"\A(?:(?:https?|git|ssh)://(?![^/]*@-)[^\s\p{C}/-][^\s\p{C}]*|file:///[^\s\p{C}]+|/[^\s\p{C}]+|[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9._-]*:(?!-)[^\s\p{C}]+)\z")]
    private static partial Regex UrlPattern();

    // What a relative URL cannot leave: the host, or the file system.
    [GeneratedRegex(@"\A(?:[a-z]+://[^/]*/|[^/:]+:/?|/)")]
    private static partial Regex RootPattern();

    [GeneratedRegex(@"\A[a-z+]+://(?:[^/@]*@)?")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"[^A-Za-z0-9.+_-]")]
    private static partial Regex UnsafePattern();
}
