using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Net.Http.Client;

namespace CephBuildEnv.Engines;

/// <summary>Client certificates as the docker client keeps them: ca.pem, cert.pem, key.pem in one folder.</summary>
internal sealed class TlsCertificates(string folder) : IAuthProvider
{
    public bool TlsEnabled => true;

    /// <exception cref="UserException">The certificates cannot be read.</exception>
    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        // The transport of tcp addresses.
        var transport = (ManagedHandler)handler;
        try
        {
            var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
            transport.ClientCertificates = [X509Certificate2.CreateFromPemFile(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"))];
            transport.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authority);
            return transport;
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new UserException($"the engine's certificates in {folder} cannot be used: {e.Message}; set DOCKER_CERT_PATH to the folder that has them", e);
        }
    }

    // Signed by our authority and made for this host; the system's authorities do not count.
    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2 authority)
    {
        if (certificate is not X509Certificate2 server || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return false;
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        return chain.Build(server);
    }
}
