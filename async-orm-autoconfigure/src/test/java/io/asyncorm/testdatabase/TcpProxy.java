package io.asyncorm.testdatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A network between the driver and the database that a test breaks as real ones break:
 * stalled without an end, slow, cut, reset, refusing, losing the answer to a commit, and
 * delivering PostgreSQL's cancels late. Safe for use by several threads.
 */
public final class TcpProxy implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(TcpProxy.class);

	/** A level of isolation is no commit. */
	private static final Pattern COMMIT = Pattern.compile("COMMIT(?!TED)");

	private static final Pattern HOST = Pattern.compile("//([^:/?]+)(?::(\\d+))?/");

	private final DatabaseAddress address;

	private volatile InetSocketAddress target;

	private final ServerSocket listening;

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean stalled;

	private boolean holdingCancels;

	private int heldCancels;

	private boolean refusing;

	private Duration delay = Duration.ZERO;

	private Fault fault = Fault.NONE;

	private Pattern faulty = COMMIT;

	private volatile CountDownLatch happened = new CountDownLatch(1);

	private TcpProxy(DatabaseAddress address, InetSocketAddress target) throws IOException {
		this.target = target;
		this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		String url = HOST.matcher(address.url()).replaceFirst("//127.0.0.1:" + this.listening.getLocalPort() + "/");
		// what is encrypted, or prepared before, is not known by its text
		String plain = url.startsWith("jdbc:postgresql:") ? "sslmode=disable&prepareThreshold=0" : "sslMode=disable";
		this.address = new DatabaseAddress(url + (url.contains("?") ? "&" : "?") + plain, address.username(),
				address.password());
	}

	/** Starts one in front of a database. */
	public static TcpProxy before(DatabaseAddress database) {
		try {
			TcpProxy proxy = new TcpProxy(database, host(database));
			Thread.ofPlatform().daemon().name("tcp-proxy").start(proxy::listen);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InetSocketAddress host(DatabaseAddress database) {
		Matcher host = HOST.matcher(database.url());
		if (!host.find()) {
			throw new IllegalArgumentException("No host in " + database.url());
		}
		int port = database.url().startsWith("jdbc:postgresql:") ? 5432 : 3306;
		return new InetSocketAddress(host.group(1), (host.group(2) != null) ? Integer.parseInt(host.group(2)) : port);
	}

	/** Where it listens, on 127.0.0.1. */
	public int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Leads new connections to another server; those that there are stay where they are.
	 */
	public void switchTo(DatabaseAddress database) {
		this.target = host(database);
	}

	/** Where the database is behind this. */
	public DatabaseAddress address() {
		return this.address;
	}

	/** Delivers nothing more, in no direction, and closes nothing. */
	public void stall() {
		change(() -> this.stalled = true);
	}

	/** Delivers what was kept back, and all else as it comes. */
	public void resume() {
		change(() -> {
			this.stalled = false;
			this.fault = Fault.NONE;
			this.delay = Duration.ZERO;
		});
	}

	/** Delivers each packet later. */
	public void slow(Duration delay) {
		change(() -> this.delay = delay);
	}

	/** Closes new connections, until {@link #accept()}. */
	public void refuse() {
		change(() -> this.refusing = true);
	}

	/** Takes new connections again. */
	public void accept() {
		change(() -> this.refusing = false);
	}

	/** Closes all connections, as their other ends do. */
	public void cut() {
		this.connections.forEach((connection) -> connection.close(false));
	}

	/** Resets all connections, as a router that has forgotten them does. */
	public void reset() {
		this.connections.forEach((connection) -> connection.close(true));
	}

	/** Tells who cancels that it is done, and delivers it with the next call. */
	public void holdCancels() {
		change(() -> this.holdingCancels = true);
	}

	/** Waits until as many cancels are held. */
	public void awaitHeldCancels(int number) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.heldCancels < number) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Delivers the cancels that were held. */
	public void deliverCancels() {
		change(() -> this.holdingCancels = false);
	}

	/** The server commits, but its answer never comes; the connection stays open. */
	public void stallAfterCommit() {
		fail(Fault.STALL_AFTER, COMMIT);
	}

	/** The server commits, and the connection is cut before its answer comes. */
	public void cutAfterCommit() {
		fail(Fault.CUT_AFTER, COMMIT);
	}

	/** From a commit on, nothing is delivered: the server never hears of it. */
	public void stallBeforeCommit() {
		fail(Fault.STALL_BEFORE, COMMIT);
	}

	/** From a statement on, nothing is delivered: the server never hears of it. */
	public void stallBefore(String statement) {
		fail(Fault.STALL_BEFORE, Pattern.compile(Pattern.quote(statement)));
	}

	/** The server executes a statement, but its answer never comes. */
	public void stallAfter(String statement) {
		fail(Fault.STALL_AFTER, Pattern.compile(Pattern.quote(statement), Pattern.CASE_INSENSITIVE));
	}

	private void fail(Fault fault, Pattern faulty) {
		this.happened = new CountDownLatch(1);
		change(() -> {
			this.fault = fault;
			this.faulty = faulty;
		});
	}

	/** Waits until the fault that was asked for has happened. */
	public void awaitFault() throws InterruptedException {
		this.happened.await();
	}

	/** How many connections there are. */
	public int connectionCount() {
		return this.connections.size();
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void listen() {
		try {
			while (true) {
				Socket client = this.listening.accept();
				if (isRefusing()) {
					client.setSoLinger(true, 0);
					client.close();
				}
				else {
					Thread.ofVirtual().start(() -> connect(client));
				}
			}
		}
		catch (IOException ex) {
			logger.trace("The proxy was closed", ex);
		}
	}

	private boolean isRefusing() {
		this.lock.lock();
		try {
			return this.refusing;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void connect(Socket client) {
		Socket server = new Socket();
		try {
			server.connect(this.target);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			ProxiedConnection connection = new ProxiedConnection(this, client, server);
			this.connections.add(connection);
			connection.start();
		}
		catch (IOException ex) {
			logger.debug("The proxy could not connect", ex);
			new ProxiedConnection(this, client, server).close(true);
		}
	}

	/** A connection has ended. */
	void ended(ProxiedConnection connection) {
		this.connections.remove(connection);
	}

	/** Waits until a packet may be delivered. */
	void awaitDelivery() throws InterruptedException {
		this.lock.lock();
		try {
			long begin = System.nanoTime();
			long left = this.delay.toNanos();
			while (left > 0) {
				this.changed.awaitNanos(left);
				left = this.delay.toNanos() - (System.nanoTime() - begin);
			}
			while (this.stalled) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until cancels are delivered; returns whether one is held. */
	boolean holdsCancels() {
		this.lock.lock();
		try {
			return this.holdingCancels;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until the cancels that are held are delivered. */
	void awaitCancelDelivery() throws InterruptedException {
		this.lock.lock();
		try {
			this.heldCancels++;
			this.changed.signalAll();
			while (this.holdingCancels) {
				this.changed.await();
			}
			this.heldCancels--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What is to go wrong with a packet of a client, which now does. */
	Fault takeFault(String packet) {
		this.lock.lock();
		try {
			if (this.fault == Fault.NONE || !this.faulty.matcher(packet).find()) {
				return Fault.NONE;
			}
			Fault taken = this.fault;
			this.fault = Fault.NONE;
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A fault that was asked for has happened. */
	void faultHappened() {
		this.happened.countDown();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		resume();
		deliverCancels();
		cut();
	}

	/** What may happen to a statement. */
	enum Fault {

		NONE, STALL_BEFORE, STALL_AFTER, CUT_AFTER

	}

}
