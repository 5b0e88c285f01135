using System.Security.Cryptography;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>An archive as releases fetch it, with nothing of Boost but a script that leaves a mark.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Content">Of its file.</param>
/// <param name="Checksum">SHA-256.</param>
public sealed record BoostArchive(string Name, byte[] Content, string Checksum)
{
    public static BoostArchive Make(string version)
    {
        var folder = Directory.CreateTempSubdirectory("archive-").FullName;
        var name = $"boost_{version.Replace('.', '_')}";
        Checkout.Read("bash", "-c", $"cd {folder} && mkdir {name} && echo 'touch made' >{name}/bootstrap.sh && tar -cjf {name}.tar.bz2 {name}");
        var content = File.ReadAllBytes(Path.Combine(folder, $"{name}.tar.bz2"));
        Directory.Delete(folder, recursive: true);
        return new($"{name}.tar.bz2", content, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
