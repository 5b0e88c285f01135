using CephBuildEnv.EngineTests.Host;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>A distro whose base image needs nothing installed, for as long as this lives.</summary>
public sealed class SmallDistro : IDisposable
{
    // Nobody listens there.
    private const string Nowhere = "127.0.0.1:1/small:1";

    public const string Name = "small-1";

    /// <summary>Does what the real one does in a minute: puts a few files into the archive that it is given last.</summary>
    public const string Mmdebstrap = "tar -C / -cf \"${@: -1}\" etc/os-release etc/passwd etc/services\n";

    private static readonly string Folder = $"{Checkout.Folder}/images/base/distros/{Name}";

    /// <param name="upstream">Its upstream image; without one, no registry has any.</param>
    public SmallDistro(string upstream = Nowhere)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText($"{Folder}/distro.json", $$"""
            { "title": "Small 1", "family": "apt", "upstream": "{{upstream}}", "bootstrapSuite": "bookworm" }
            """);
        File.WriteAllText($"{Folder}/Dockerfile", "ARG UPSTREAM\nFROM ${UPSTREAM}\nARG DISTRO\nARG REBUILD\n");
        Forget();
    }

    public static string Build => $"BaseImage --distro {Name}";

    /// <summary>No image of it exists, half-made ones included.</summary>
    public static bool IsUnknown => !Docker.Images().Keys.Any(tag => tag.EndsWith($":{Name}"));

    public void Dispose()
    {
        Forget();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Removes its images.</summary>
    public static void Forget() => Checkout.Run("docker", "rmi", "--force", $"ceph-build-env/base:{Name}", $"ceph-build-env/upstream:{Name}");
}
