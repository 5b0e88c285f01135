using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;

namespace CephBuildEnv.Engines;

/// <summary>Client certificates as the docker client keeps them: ca.pem, cert.pem, key.pem in one folder.</summary>
internal sealed class TlsCertificates(string folder) : IAuthProvider
{
    public bool TlsEnabled => true;

    /// <exception cref="UserException">The certificates cannot be read.</exception>
    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        var sockets = handler as SocketsHttpHandler ?? throw new InvalidOperationException($"no TLS over {handler.GetType()}");
        try
        {
            var own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
            var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
            sockets.SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [own],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            };
            return sockets;
        }
        catch (Exception e) when (e is IOException or System.Security.Cryptography.CryptographicException or UnauthorizedAccessException)
        {
            throw new UserException($"the engine's certificates in {folder} cannot be used: {e.Message}; set DOCKER_CERT_PATH to the folder that has them", e);
        }
    }
}
