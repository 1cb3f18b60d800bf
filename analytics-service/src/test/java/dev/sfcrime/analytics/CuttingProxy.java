package dev.sfcrime.analytics;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the service and its database, and is the network's failures. */
public final class CuttingProxy implements AutoCloseable {
    private static final int NEVER = Integer.MAX_VALUE;

    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requestsLeft = new AtomicInteger(NEVER);
    private final AtomicInteger repliesLeft = new AtomicInteger(NEVER);
    private ServerSocket server;

    /** A proxy before a port of this machine, which lets everything through. */
    public CuttingProxy(int target) {
        this.target = target;
        listen(0);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Refuses connections, and cuts those that there are. */
    public void refuse() {
        close(server);
        cut();
    }

    /** Ends {@link #refuse}. */
    public void accept() {
        listen(server.getLocalPort());
    }

    /** Cuts all connections instead of letting the n-th request from now on through. */
    public void cutAtRequest(int number) {
        requestsLeft.set(number);
    }

    /** Cuts all connections instead of letting the n-th reply from now on through: what it answers is done. */
    public void cutAtReply(int number) {
        repliesLeft.set(number);
    }

    /** Lets everything through; true if nothing was cut since it was asked for. */
    public boolean cutNothing() {
        int requests = requestsLeft.getAndSet(NEVER);
        int replies = repliesLeft.getAndSet(NEVER);
        return requests > 0 && replies > 0;
    }

    private void listen(int port) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server = listening;
            start(() -> {
                while (true) {
                    connect(listening.accept());
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void connect(Socket client) throws IOException {
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(database);
        start(() -> pass(client, database, requestsLeft));
        start(() -> pass(database, client, repliesLeft));
    }

    private void pass(Socket from, Socket to, AtomicInteger left) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (left.get() != NEVER && left.decrementAndGet() == 0) {
                    cut();
                    return;
                }
                out.write(buffer, 0, length);
            }
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void cut() {
        // not those that come meanwhile
        Set.copyOf(open).forEach(CuttingProxy::close);
    }

    @Override
    public void close() {
        refuse();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void start(Io io) {
        Thread thread = new Thread(
                () -> {
                    try {
                        io.run();
                    } catch (IOException closed) {
                        // one side has ended the connection, or the test the proxy
                    }
                },
                "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
