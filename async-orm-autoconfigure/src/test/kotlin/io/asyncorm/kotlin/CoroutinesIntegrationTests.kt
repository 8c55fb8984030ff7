package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.kw
import io.asyncorm.Orm.f
import io.asyncorm.Orm.path
import io.asyncorm.Orm.set
import io.asyncorm.Orm.where
import io.asyncorm.model.FieldException
import io.asyncorm.model.SchemaAction
import io.asyncorm.query.DoesNotExistException
import io.asyncorm.query.Ref
import io.asyncorm.testdatabase.TestDatabase
import java.time.Duration
import java.time.LocalDate
import java.util.concurrent.Callable
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedClass
import org.junit.jupiter.params.provider.EnumSource
import org.springframework.dao.DataRetrievalFailureException
import org.springframework.dao.DuplicateKeyException
import org.springframework.jdbc.core.simple.JdbcClient
import org.springframework.jdbc.datasource.DelegatingDataSource

/** Tests for repositories and models that are written in Kotlin, on real databases. */
@ParameterizedClass
@EnumSource(TestDatabase::class, mode = EnumSource.Mode.EXCLUDE, names = ["H2"]) // which takes 'book' for 'BOOK' in SQL
@Timeout(60)
class CoroutinesIntegrationTests(private val database: TestDatabase) {

	private val pool = database.create(3)

	private val orm = AsyncOrm.builder(pool)
		.models(listOf(Author::class.java, Book::class.java))
		.schemaAction(SchemaAction.CREATE)
		.timeout(Duration.ofMinutes(5)) // or it would end what is to be cancelled
		.build()

	private val authors = orm.repository(Authors::class.java)

	private val books = orm.repository(Books::class.java)

	private val more = orm.repository(MoreBooks::class.java)

	private val transactions = orm.transactions()

	/** Past every transaction of the calling thread. */
	private val jdbc = JdbcClient.create(DelegatingDataSource(pool))

	private lateinit var ann: Author

	@BeforeEach
	fun fill() = runBlocking<Unit> {
		ann = authors.acreate(Author(null, "Ann", LocalDate.of(1970, 1, 1))).await()
		val bob = Ref.to(authors.acreate(Author(null, "Bob", null)).await())
		books.acreate(Book(null, "Async Django", 320, LocalDate.of(2024, 5, 1), Ref.to(ann))).await()
		books.acreate(Book(null, "Coroutines", 700, null, Ref.to(ann))).await()
		books.acreate(Book(null, "Threads", 90, LocalDate.of(1999, 1, 1), bob)).await()
	}

	@AfterEach
	fun close() {
		orm.close()
		pool.close()
	}

	@Test
	fun `a suspend function returns what a future would hold`() = runBlocking<Unit> {
		assertThat(books.aget("Threads").pages).isEqualTo(90)
		assertThat(books.alistByPagesGte(300)).containsExactly(Shelf("Async Django", 320), Shelf("Coroutines", 700))
		assertThat(more.acount("Ann")).isEqualTo(2)
		assertThat(more.aexists("Coroutines")).isTrue()
		assertThat(books.apages(100)).isEqualTo(1020)
		assertThat(more.require("Coroutines").author).isEqualTo(Ref.to(ann))
		assertThat(books.longest()?.title).isEqualTo("Coroutines")
	}

	@Test
	fun `what may not be there is null`() = runBlocking<Unit> {
		assertThat(books.afirst("thread")?.title).isEqualTo("Threads")
		assertThat(books.afirst("none")).isNull()
		assertThat(more.agetPublished("Coroutines")).isNull()
		assertThat(more.afirstPages("None")).isNull()
		assertThat(more.agetPublishedByTitle("Coroutines").await()).isNull()
		assertThat(more.find("None")).isNull()
		assertThat(more.find("Threads")?.pages).isEqualTo(90)
		assertThat(books.apages(1000)).isNull()
	}

	@Test
	fun `what has to be there is an exception of its own`() = runBlocking<Unit> {
		val absent = assertThrows<DoesNotExistException> { books.aget("None") }
		assertThrows<DoesNotExistException> { more.require("None") }
		assertThrows<DataRetrievalFailureException> { more.agetPublishedByPages(700) }
		val twice = assertThrows<DuplicateKeyException> {
			books.acreate(Book(null, "Threads", 1, null, Ref.to(ann))).await()
		}

		assertThat(absent).hasMessageContaining("'Book.aget'")
		assertThat(absent.stackTrace).anyMatch { it.fileName == "CoroutinesIntegrationTests.kt" }
		assertThat(twice).hasMessageContaining("title")
	}

	@Test
	fun `null means that there is none`() = runBlocking<Unit> {
		assertThat(more.alist(null).map { it.title }).containsExactly("Coroutines")
		assertThat(more.alist(LocalDate.of(1999, 1, 1)).map { it.title }).containsExactly("Threads")
		assertThat(more.alistTitleByAuthorBorn(null)).containsExactly("Threads")
	}

	@Test
	fun `what writes returns how much, or nothing`() = runBlocking<Unit> {
		books.aupdate("Threads", 91)

		assertThat(more.grow(90)).isEqualTo(3)
		assertThat(books.aget("Threads").pages).isEqualTo(92)
		assertThat(books.aupdateOrCreate("Threads", 5, Ref.to(ann)).created()).isFalse()
		assertThat(books.aupdateOrCreate("Flows", 5, Ref.to(ann)).created()).isTrue()
		assertThat(more.adelete("Flows").count()).isEqualTo(1)
		more.remove("Threads")
		assertThat(more.aexists("Threads")).isFalse()
	}

	/** Which the compiler hides where it knows the function. */
	@Test
	fun `nothing is Unit and not null`() = runBlocking<Unit> {
		val update = Books::class.java.methods.single { it.name == "aupdate" && it.parameterCount == 3 }

		val returned: Any? = suspendCoroutineUninterceptedOrReturn { update.invoke(books, "Threads", 91, it) }

		assertThat(returned).isSameAs(Unit)
	}

	@Test
	fun `a repository may have nothing but suspend functions`() = runBlocking<Unit> {
		val writers = orm.repository(Writers::class.java)

		val cid = writers.acreate("Cid", null)

		assertThat(writers.acount()).isEqualTo(3)
		assertThat(writers.alist().map { it.name }).contains("Ann", "Bob", "Cid")
		assertThat(writers.aget(cid.id!!)).isEqualTo(cid)
	}

	@Test
	fun `bodies and default arguments of Kotlin's are called`() = runBlocking<Unit> {
		assertThat(more.longOnes().acount().await()).isEqualTo(1)
		assertThat(more.longOnes(atLeast = 100).acount().await()).isEqualTo(2)
	}

	@Test
	fun `properties are named by reference`() = runBlocking<Unit> {
		val found = books.filter(where(Book::title).icontains("co"))
			.filter(where(path(Book::author).then(Author::name)).eq("Ann"))
			.aget()
			.await()
		val counts = listOf(Book::pages, Book::id).map { books.valuesList(it).alist().await().size }

		assertThat(found.pages).isEqualTo(700)
		assertThat(books.filter(where(Book::pages).gt(300)).acount().await()).isEqualTo(2)
		assertThat(books.orderBy(f(Book::pages).desc()).afirst().await()).map(Book::title).contains("Coroutines")
		assertThat(books.filter("title", "Threads").aupdate(set(Book::pages).to(f(Book::pages).plus(1))).await())
			.isEqualTo(1)
		assertThat(counts).containsExactly(3, 3)
	}

	@Test
	fun `a lambda names no property`() {
		assertThrows<FieldException> { where<Book> { it.title } }
	}

	@Test
	fun `a Flow asks each time that it is collected and not before`() = runBlocking<Unit> {
		val annsBooks = books.aiteratorByAuthorName("Ann").map { it.title }
		books.acreate(Book(null, "Flows", 10, null, Ref.to(ann))).await()

		assertThat(annsBooks.toList()).containsExactly("Async Django", "Coroutines", "Flows")

		more.adelete("Coroutines")

		assertThat(annsBooks.toList()).containsExactly("Async Django", "Flows")
		assertThat(more.titles().first()).isEqualTo("Async Django")
	}

	@Test
	fun `what the documentation shows is so`() = runBlocking<Unit> {
		val book = books.acreate(Book(null, "Async Kotlin", 320, null, Ref.to(ann))).await()
		val first: Book? = books.afirst("kotlin")
		val long = books.filter(where(Book::pages).gt(300)).exclude(where(path(Book::author).then(Author::name)).eq("Bob"))
		val titles = long.valuesList(Book::title).alist().await()
		books.aiteratorByAuthorName("Ann").collect { println(it.title) }

		val pages = transactions.atomic(Callable {
			runBlocking {
				books.aupdate("Async Kotlin", 400)
				books.aget("Async Kotlin").pages
			}
		}).await()

		assertThat(first).isEqualTo(book)
		assertThat(titles).containsExactly("Async Django", "Async Kotlin", "Coroutines")
		assertThat(pages).isEqualTo(400)
	}

	@Test
	fun `what is called in a transaction joins it`() {
		val thrown = assertThrows<IllegalStateException> {
			runBlocking {
				transactions.atomic(Callable {
					runBlocking {
						books.aupdate("Threads", 1)
						assertThat(books.aget("Threads").pages).isEqualTo(1)
						assertThat(books.aiteratorByAuthorName("Bob").toList().map { it.pages }).containsExactly(1)
						throw IllegalStateException("wanted")
					}
				}).await()
			}
		}

		// a copy, where coroutines are debugged
		assertThat(thrown).hasMessage("wanted")
		assertThat(runBlocking { books.aget("Threads").pages }).isEqualTo(90)
	}

	@Test
	fun `cancelling the coroutine cancels the statement`() {
		transactions.atomic(Callable {
			runBlocking {
				books.filter("title", "Threads").aupdate(kw("pages", 1)).await()
				val blocked = launch(Dispatchers.IO) { books.aupdate("Threads", 5) }
				awaitExecuting(1)
				blocked.cancelAndJoin()
				awaitExecuting(0)
			}
		}).join()

		assertThat(runBlocking { books.aget("Threads").pages }).isEqualTo(1)
	}

	/** Only statements of others that wait. */
	private fun awaitExecuting(count: Long) {
		val end = System.nanoTime() + Duration.ofSeconds(20).toNanos()
		while (database.countExecuting(jdbc, "pages") != count) {
			check(System.nanoTime() < end) { "waited for $count statements, in vain" }
		}
	}

}
