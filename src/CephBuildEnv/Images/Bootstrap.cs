using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using Serilog;

namespace CephBuildEnv.Images;

/// <summary>Gets the image that a base image starts from: from its registry, or made from the distro's package mirror.</summary>
/// <param name="engine">That gets the image.</param>
/// <param name="report">Gets what is done, a sentence each.</param>
/// <param name="onLine">Gets what the tools say.</param>
public sealed class Bootstrap(IContainerEngine engine, Action<string> report, Action<string> onLine)
{
    private const string Tool = "mmdebstrap";

    /// <param name="distro">Whose.</param>
    /// <param name="reference">The image that it is to be.</param>
    /// <param name="namedBy">Who has named it; null where the distro has, and an image from its package mirror is as good.</param>
    /// <param name="asks">The registry is asked for a newer one; else only for what is not there.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">No way is possible.</exception>
    public async Task<ImageState> EnsureAsync(Distro distro, ImageReference reference, string? namedBy, bool asks, CancellationToken cancellation)
    {
        var (name, tag) = (reference.ToString(), ImageTags.Upstream(distro));
        var existing = await engine.FindImageAsync(name, cancellation) is not null ? name
            : namedBy is null && await engine.FindImageAsync(tag, cancellation) is not null ? tag : null;
        try
        {
            if (asks || existing != name)
            {
                report($"pulling {name}");
                await engine.PullImageAsync(name, onLine, cancellation);
            }

            await engine.TagImageAsync(name, tag, cancellation);
        }
        catch (RegistryUnreachableException e) when (existing is not null)
        {
            Log.Warning("no registry has {Upstream:l} ({Answer:l}): {Existing:l} stays as it is", name, e.Answer, existing);
            await engine.TagImageAsync(existing, tag, cancellation);
        }
        catch (RegistryUnreachableException e) when (namedBy is null && distro.BootstrapSuite is { } suite)
        {
            report($"no registry has {name} ({e.Answer}): making it from the package mirror of {distro.Title}");
            await MakeAsync(distro, suite, tag, cancellation);
        }
        catch (RegistryUnreachableException e)
        {
            var client = EngineService.Of(engine.Endpoint.Kind).Client;
            if (namedBy is null)
                throw new UserException($"cannot get {name}: {e.Answer}; {distro.Title} cannot be made from a package mirror either: check the network, or load the image and name it: {client} tag IMAGE {tag}", e);
            var other = reference.Digest is null ? $"load the image: {client} load --input FILE" : $"pin another one: ./build.sh BaseImage Lock --pull --distro {distro}";
            throw new UserException($"{namedBy} names {name}, which cannot be got: {e.Answer}; check the name and the network, or {other}", e);
        }

        return (await engine.FindImageAsync(tag, cancellation))!;
    }

    private async Task MakeAsync(Distro distro, string suite, string tag, CancellationToken cancellation)
    {
        if (ExecutablePath.Find(Tool) is null)
            throw new UserException($"no image registry answers, and {Tool} is not installed; install it: ./build.sh Doctor --fix");
        var folder = Directory.CreateTempSubdirectory("ceph-build-env-").FullName;
        var work = Path.Combine(folder, "work");
        try
        {
            // In a user namespace it works as somebody else.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_001_001);
            Directory.CreateDirectory(work);
            File.SetUnixFileMode(work, (UnixFileMode)0b1_111_111_111);
            var archive = Path.Combine(folder, "root.tar");
            // Without a mirror's address: mmdebstrap knows those of its suites.
            var command = new Command(
                Tool,
                [
                    "--variant=minbase",
                    $"--mode={(HostUser.IsRoot ? "root" : "unshare")}",
                    .. distro.BootstrapComponents is { } components ? [$"--components={components}"] : Array.Empty<string>(),
                    suite,
                    archive,
                ]) { Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("TMPDIR", work) };
            var exitCode = await CommandRunner.StreamAsync(command, onLine, cancellation);
            if (exitCode != 0)
                throw new CommandException(command, exitCode, "", "is the package mirror reachable?");
            await using var stream = File.OpenRead(archive);
            RequireComplete(stream, distro);
            await engine.ImportImageAsync(stream, tag, cancellation);
        }
        finally
        {
            RemoveWork(folder, work);
        }
    }

    // Interrupted, the tool leaves its keyring. A root file system it leaves only when it was killed, and what is mounted in there
    // is the host's: that is for somebody who looks first.
    private static void RemoveWork(string folder, string work)
    {
        foreach (var keyring in Directory.Exists(work) ? Directory.GetDirectories(work, $"{Tool}.gpghome.*") : [])
            Directory.Delete(keyring, recursive: true);
        if (Directory.Exists(work) && Directory.EnumerateFileSystemEntries(work).Any())
            Log.Warning("{Tool:l} was killed and has left {Folder:l}; see what is mounted there (findmnt), unmount it, then remove it", Tool, work);
        else
            Directory.Delete(folder, recursive: true);
    }

    // An archive ends in two blocks of zeros. One that ends earlier, between two files, the engine takes without a word.
    private static void RequireComplete(FileStream archive, Distro distro)
    {
        const int block = 512;
        var end = new byte[2 * block];
        if (archive.Length >= end.Length && archive.Length % block == 0)
        {
            archive.Seek(-end.Length, SeekOrigin.End);
            archive.ReadExactly(end);
            archive.Position = 0;
            if (!end.AsSpan().ContainsAnyExcept((byte)0))
                return;
        }

        throw new UserException($"{distro}: the archive that {Tool} made is incomplete; is the disk full? Look: df -h {Path.GetTempPath()}; then start again");
    }
}
