namespace CephBuildEnv.EngineTests.Host;

/// <summary>The host's /ceph.</summary>
public static class CephFolder
{
    public const string Root = "/ceph";

    public static string Tree(string environment) => $"{Root}/src/{environment}";

    /// <summary>The records of an environment's runs, oldest first, as text.</summary>
    public static IReadOnlyList<string> RunRecords(string environment) => Directory.Exists($"{Root}/logs/{environment}")
        ? [.. Directory.EnumerateFiles($"{Root}/logs/{environment}", "run.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [];

    /// <summary>The folder of an environment's last run.</summary>
    public static string LastRun(string environment) => Directory.GetDirectories($"{Root}/logs/{environment}").Order(StringComparer.Ordinal).Last();

    /// <summary>Moves it away for as long as the result lives. What stands in its place then is removed.</summary>
    public static Aside PutAside() => new(Root);

    /// <summary>
    /// Makes the next build of the sample compile every file, and find none of them in the compiler cache: long enough to do
    /// something meanwhile. The cache is back when the result is disposed of.
    /// </summary>
    public static Aside CompileEverything()
    {
        var cache = $"{Root}/ccache/{PrivateHost.Sample}";
        var aside = new Aside(cache);
        // Empty, not missing: a new one would begin with the results of another environment.
        Checkout.Read("mkdir", cache);
        Checkout.Read("chown", $"--reference={Root}/ccache", cache);
        Checkout.Read("find", $"{Tree(PrivateHost.Sample)}/src", "-name", "*.cc", "-exec", "touch", "{}", "+");
        return aside;
    }

    /// <summary>Makes the next build of the sample start a container, which finds nothing to compile.</summary>
    public static void ChangeNothingThatIsCompiled() => File.WriteAllText($"{Tree(PrivateHost.Sample)}/build/changed-by-a-test", $"{Guid.NewGuid()}");

    /// <summary>Gives an environment the compiler cache that one of another /ceph has: compiling again is not what is looked at.</summary>
    public static void SeedCache(Aside other, string environment)
    {
        Checkout.Read("mkdir", "-p", $"{Root}/ccache/{environment}");
        Checkout.Read("cp", "-a", $"{other.Kept}/ccache/{environment}/.", $"{Root}/ccache/{environment}");
    }

    /// <summary>Replaces a file's content for as long as the result lives.</summary>
    public static IDisposable Change(string file, Func<string, string> change) => new Changed(file, change);

    private sealed class Changed : IDisposable
    {
        private readonly string _file, _content;

        public Changed(string file, Func<string, string> change)
        {
            (_file, _content) = (file, File.ReadAllText(file));
            var changed = change(_content);
            if (changed == _content)
                throw new ArgumentException($"{file} stays the same: it has not what was to be replaced", nameof(change));
            File.WriteAllText(file, changed);
        }

        public void Dispose() => File.WriteAllText(_file, _content);
    }
}
