using System.Security.Cryptography;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Releases;
using CephBuildEnv.Text;

namespace CephBuildEnv.Downloads;

/// <summary>The archives that releases fetch while they are built, fetched once for all environments and checked as the release checks them.</summary>
/// <param name="layout">The host's /ceph.</param>
/// <param name="mirrors">Addresses of folders that are asked first.</param>
/// <param name="onLine">Gets how far it is.</param>
public sealed class ArchiveStore(HostLayout layout, IReadOnlyList<Uri> mirrors, Action<string> onLine)
{
    // Boost's own archive, and Ceph's copy of what it was built with. Those that old releases name first are gone.
    private static readonly Func<BoostSource, string>[] Known =
    [
        boost => $"https://archives.boost.io/release/{boost.Version}/source/{boost.FileName}",
        boost => $"https://download.ceph.com/qa/{boost.FileName}",
    ];

    // Between two pieces, or before the first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string FileOf(BoostSource boost) => Path.Combine(layout.Downloads, boost.FileName);

    /// <summary>It is there, and what the release wants.</summary>
    public bool Has(BoostSource boost) => FileStatus.Of(FileOf(boost)) is { IsFile: true } && Matches(FileOf(boost), boost);

    /// <summary>Fetches it from the first place that has it.</summary>
    /// <exception cref="UserException">None has; the message says which file to put where.</exception>
    public async Task FetchAsync(BoostSource boost, CancellationToken cancellation)
    {
        using var fetching = await ResourceLock.WaitAsync(layout, LockNames.Downloads, holder => onLine($"archives are being fetched by {holder}: waiting"), cancellation);
        if (Has(boost))
            return;
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var answers = new List<string>();
        foreach (var address in Places(boost))
        {
            var unfinished = $"{FileOf(boost)}{HostLayout.UnfinishedSuffix}";
            try
            {
                onLine($"fetching {address}");
                await FetchAsync(client, address, unfinished, cancellation);
                if (!Matches(unfinished, boost))
                    throw new HttpRequestException($"what it sends has another {boost.Algorithm}");
                File.Move(unfinished, FileOf(boost), overwrite: true);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                answers.Add($"{address}: {(e is OperationCanceledException ? "no answer" : Printable.Line(e.Message))}");
            }
            finally
            {
                File.Delete(unfinished);
            }
        }

        throw new UserException(
            $"no place has {boost.FileName}, which this tree is built with ({string.Join("; ", answers)}); put it at {FileOf(boost)} ({boost.Algorithm} {boost.Checksum}), " +
            "name a place that has it (--download-mirror URL), or take the distribution's Boost: --system-boost");
    }

    // A tree may name any address: only names of hosts, so that what listens on this one is not asked.
    private IEnumerable<Uri> Places(BoostSource boost) =>
    [
        .. mirrors.Select(mirror => new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{boost.FileName}")),
        .. Known.Select(place => new Uri(place(boost))),
        .. boost.Urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null).OfType<Uri>()
            .Where(address => address.HostNameType == UriHostNameType.Dns && address.Host.Contains('.')),
    ];

    private async Task FetchAsync(HttpClient client, Uri address, string file, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        await using var content = await response.Content.ReadAsStreamAsync(limit.Token);
        await using var output = File.Create(file);
        var (buffer, total, percent) = (new byte[1 << 16], 0L, 0L);
        while (await content.ReadAsync(buffer, limit.Token) is > 0 and var count)
        {
            limit.CancelAfter(Patience);
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
            total += count;
            if (response.Content.Headers.ContentLength is > 0 and var length && 100 * total / length > percent)
                onLine($"{Path.GetFileName(address.AbsolutePath)}: {percent = 100 * total / length}% ({new ByteSize(total)} of {new ByteSize(length)})");
        }
    }

    private static bool Matches(string file, BoostSource boost)
    {
        using var content = File.OpenRead(file);
        // As old as the release that checks it so.
#pragma warning disable CA5351
        var hash = boost.Algorithm == "md5" ? MD5.HashData(content) : SHA256.HashData(content);
#pragma warning restore CA5351
        return Convert.ToHexStringLower(hash) == boost.Checksum;
    }
}
