namespace CephBuildEnv.EngineTests.Host;

/// <summary>An authority of our own, and what it has signed for an engine on loopback and for its client.</summary>
public sealed class Certificates : IDisposable
{
    public Certificates()
    {
        Folder = Directory.CreateTempSubdirectory("certificates-").FullName;
        OpenSsl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=authority", "-keyout", this["ca-key.pem"], "-out", this["ca.pem"]);
        Sign("server-key.pem", "server-cert.pem", "subjectAltName=IP:127.0.0.1");
        Sign("key.pem", "cert.pem", "extendedKeyUsage=clientAuth");
    }

    public string Folder { get; }

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Sign(string key, string certificate, string extension)
    {
        var (request, extensions) = (this["request.pem"], this["extensions"]);
        File.WriteAllText(extensions, extension);
        OpenSsl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", this[key], "-out", request);
        OpenSsl("x509", "-req", "-days", "2", "-in", request, "-CA", this["ca.pem"], "-CAkey", this["ca-key.pem"], "-CAcreateserial",
            "-extfile", extensions, "-out", this[certificate]);
    }

    private static void OpenSsl(params string[] arguments) => Checkout.Read(["openssl", .. arguments]);
}
