package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.kw
import io.asyncorm.Orm.set
import io.asyncorm.Orm.where
import io.asyncorm.autoconfigure.inspection.InspectedMethod
import io.asyncorm.model.Column
import io.asyncorm.model.ForeignKey
import io.asyncorm.model.Model
import io.asyncorm.model.ModelDefinitionException
import io.asyncorm.model.OnDelete
import io.asyncorm.model.PrimaryKey
import io.asyncorm.model.SchemaAction
import io.asyncorm.query.Ref
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.repository.Defaults
import io.asyncorm.repository.NewValue
import io.asyncorm.repository.Query
import io.asyncorm.query.UpdateOrCreate
import io.asyncorm.testdatabase.TestDatabase
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
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
import org.springframework.jdbc.core.simple.JdbcClient

/** Value classes of Kotlin's as properties, keys, parameters and results, on real databases. */
@ParameterizedClass
@EnumSource(TestDatabase::class, mode = EnumSource.Mode.EXCLUDE, names = ["H2"]) // which takes 'edition' for 'EDITION' in SQL
@Timeout(60)
class ValueClassesIntegrationTests(private val database: TestDatabase) {

	private val pool = database.create(3)

	private val orm = AsyncOrm.builder(pool)
		.models(listOf(Edition::class.java, Copy::class.java, Leaflet::class.java))
		.schemaAction(SchemaAction.CREATE)
		.build()

	private val editions = orm.repository(Editions::class.java)

	private val leaflets = orm.repository(Leaflets::class.java)

	private val copies = orm.repository(Copies::class.java)

	@BeforeEach
	fun fill() = runBlocking<Unit> {
		editions.acreate(Edition(Isbn("1"), Isbn("0"), Sheets(10), Sheets(12), "One", "a")).await()
		editions.acreate(Edition(Isbn("2"), null, Sheets(20), null, "Two")).await()
	}

	@AfterEach
	fun close() {
		orm.close()
		pool.close()
	}

	@Test
	fun `an object is read as it was written`() = runBlocking<Unit> {
		val first = editions.aget(Isbn("1")).await()
		val second = editions.aget(Isbn("2")).await()

		assertThat(first).isEqualTo(Edition(Isbn("1"), Isbn("0"), Sheets(10), Sheets(12), "One", "a"))
		assertThat(second).isEqualTo(Edition(Isbn("2"), null, Sheets(20), null, "Two", "none"))
		assertThat(editions.asave(second.copy(sheets = Sheets(21), former = Isbn("1"))).await())
			.isEqualTo(Edition(Isbn("2"), Isbn("1"), Sheets(21), null, "Two", "none"))
	}

	@Test
	fun `a property is looked up by its values and by what they hold`() = runBlocking<Unit> {
		assertThat(editions.filter(where(Edition::isbn).eq(Isbn("2"))).aget().await().title).isEqualTo("Two")
		assertThat(editions.filter("former", Isbn("0")).aget().await().title).isEqualTo("One")
		assertThat(editions.filter("former", "0").aget().await().title).isEqualTo("One")
		assertThat(editions.filter(where(Edition::sheets).gt(Sheets(10))).aget().await().title).isEqualTo("Two")
		assertThat(editions.filter("isbn__in", listOf(Isbn("1"), Isbn("2"))).acount().await()).isEqualTo(2)
		assertThat(editions.filter("isbn__startswith", "1").acount().await()).isEqualTo(1)
		assertThat(editions.filter("moreSheets__isnull", true).aget().await().title).isEqualTo("Two")
		assertThat(editions.orderBy("-isbn").valuesList(Edition::isbn).alist().await())
			.containsExactly(Isbn("2"), Isbn("1"))
		assertThat(editions.orderBy("isbn").valuesList(Edition::former).alist().await()).containsExactly(Isbn("0"), null)
		assertThat(editions.filter("title", "Two").aupdate(set(Edition::former).to(Isbn("9"))).await()).isEqualTo(1)
		assertThat(editions.acreate(kw("isbn", Isbn("3"), "sheets", Sheets(3), "title", "Three")).await().former).isNull()
		assertThat(editions.ainBulk(listOf(Isbn("3"))).await()).containsOnlyKeys(Isbn("3"))
	}

	@Test
	fun `functions take them, whatever the compiler calls these`() = runBlocking<Unit> {
		assertThat(editions.agetByIsbn(Isbn("1")).title).isEqualTo("One")
		assertThat(editions.afirst(Isbn("0"))?.title).isEqualTo("One")
		assertThat(editions.afirst(null)?.title).isEqualTo("Two")
		assertThat(editions.alistByMoreSheets(null).map { it.title }).containsExactly("Two")
		assertThat(editions.alistByMoreSheets(Sheets(12)).map { it.title }).containsExactly("One")
		assertThat(editions.alistByIsbnIn(listOf(Isbn("2"), Isbn("3"))).await().map { it.title }).containsExactly("Two")
		assertThat(editions.aiteratorByIsbnGte(Isbn("2")).toList().map { it.title }).containsExactly("Two")
		assertThat(editions.acreate(Isbn("3"), Sheets(30), "Three").isbn).isEqualTo(Isbn("3"))
		assertThat(editions.aupdate(Isbn("3"), Sheets(31))).isEqualTo(1)
		assertThat(editions.aupdateOrCreate(Isbn("3"), Sheets(32), "Three").`object`().sheets).isEqualTo(Sheets(32))
		assertThat(editions.titled(Isbn("3"))).isEqualTo("Three")
		assertThat(editions.twice(Isbn("3"))).isEqualTo("Three Three")
	}

	@Test
	fun `functions return them`() = runBlocking<Unit> {
		val isbn: Isbn = editions.agetIsbn("One")
		val sheets: Sheets = editions.agetSheets("One")

		assertThat(isbn).isEqualTo(Isbn("1"))
		assertThat(sheets).isEqualTo(Sheets(10))
		assertThat(editions.agetFormer("One")).isEqualTo(Isbn("0"))
		assertThat(editions.agetFormer("Two")).isNull()
		assertThat(editions.afirstMoreSheets("One")).isEqualTo(Sheets(12))
		assertThat(editions.afirstMoreSheets("None")).isNull()
		assertThat(editions.alistIsbnOrderByIsbnDesc()).containsExactly(Isbn("2"), Isbn("1"))
		assertThat(editions.isbns().await()).containsExactly(Isbn("1"), Isbn("2"))
		assertThat(editions.last()).isEqualTo(Isbn("2"))
	}

	/** Which Kotlin's compiler leaves unboxed only where the function was not suspended. */
	@Test
	fun `functions return them where nothing suspends`() {
		val isbns = orm.transactions().atomic(java.util.concurrent.Callable {
			runBlocking { listOf(editions.agetIsbn("One"), editions.agetFormer("One"), editions.agetFormer("Two"), editions.last()) }
		}).join()

		assertThat(isbns).containsExactly(Isbn("1"), Isbn("0"), null, Isbn("2"))
	}

	@Test
	fun `a projection holds them`() = runBlocking<Unit> {
		assertThat(editions.alistOrderByIsbn())
			.containsExactly(Entry(Isbn("1"), Isbn("0"), Sheets(12), "One"), Entry(Isbn("2"), null, null, "Two"))
		assertThat(editions.orderBy("isbn").values(Entry::class.java).afirst().await().get().isbn).isEqualTo(Isbn("1"))
		assertThat(editions.entries()).containsExactly(Entry(Isbn("1"), Isbn("0"), Sheets(12), "One"))
	}

	@Test
	fun `a key and what refers to it may be such`() = runBlocking<Unit> {
		val copy = copies.acreate(Copy(null, Ref.of(Edition::class.java, Isbn("1")))).await()

		assertThat(copy.id).isEqualTo(CopyId(1))
		assertThat(copies.aget(copy.id!!).await()).isEqualTo(copy)
		assertThat(copies.filter("edition__isbn", Isbn("1")).selectRelated("edition").aget().await().edition.get().title)
			.isEqualTo("One")
		assertThat(copies.filter("edition", Isbn("1")).acount().await()).isEqualTo(1)
		assertThat(copies.alistByEdition(Isbn("1"))).containsExactly(copy)
		assertThat(copies.alistIdByEdition(Isbn("1"))).containsExactly(copy.id)
	}

	@Test
	fun `properties that are set may be such`() = runBlocking<Unit> {
		val created = leaflets.acreate(Leaflet().apply { isbn = Isbn("7"); sheets = Sheets(3) }).await()
		val read = leaflets.agetByIsbn(Isbn("7"))

		assertThat(created.isbn).isEqualTo(Isbn("7"))
		assertThat(read.sheets).isEqualTo(Sheets(3))
		assertThat(read.former).isNull()
		assertThat(leaflets.filter(where(Leaflet::isbn).eq(Isbn("7"))).aupdate(set(Leaflet::former).to(Isbn("6"))).await())
			.isEqualTo(1)
		assertThat(leaflets.aget(Isbn("7")).await().former).isEqualTo(Isbn("6"))

		JdbcClient.create(pool).sql("update leaflet set former = ''").update()
		val thrown = assertThrows<DataRetrievalFailureException> { leaflets.aget(Isbn("7")).await() }

		assertThat(thrown).hasRootCauseMessage("an ISBN is not empty")
	}

	@Test
	fun `extensions with a body are called as they are`() {
		assertThat(with(editions) { Isbn("12").starting(1) }).isEqualTo("1")
		assertThat(with(editions) { Edition(Isbn("1"), null, Sheets(9), null, "One").isThick() }).isFalse()
		assertThat(InspectedMethod(Editions::class.java, Editions::class.java.methods.first { it.name.startsWith("starting") }))
			.hasToString("starting(Isbn \$receiver, int length)")
	}

	@Test
	fun `its constructor judges what is read`() = runBlocking<Unit> {
		JdbcClient.create(pool).sql("update edition set former = '' where isbn = '2'").update()

		val thrown = assertThrows<DataRetrievalFailureException> { editions.aget(Isbn("2")).await() }

		assertThat(thrown).hasMessageContaining("'Edition.former'").hasRootCauseMessage("an ISBN is not empty")
	}

}

@JvmInline
value class Isbn(val value: String) {

	init {
		require(value.isNotEmpty()) { "an ISBN is not empty" }
	}

}

@JvmInline
value class Sheets(val number: Int)

@JvmInline
value class CopyId(val value: Long) {

	constructor(text: String) : this(text.toLong())

	constructor(number: Int) : this(number.toLong())

}

@Model
data class Edition(
	@PrimaryKey val isbn: Isbn,
	val former: Isbn?,
	val sheets: Sheets,
	val moreSheets: Sheets?,
	@Column(unique = true) val title: String,
	internal val note: String = "none",
)

@Model
data class Copy(
	val id: CopyId?,
	@ForeignKey(onDelete = OnDelete.CASCADE) val edition: Ref<Edition>,
)

@Model
class Leaflet {

	@PrimaryKey
	var isbn: Isbn = Isbn("none")

	var former: Isbn? = null

	var sheets: Sheets = Sheets(0)

}

@JvmRecord
data class Entry(val isbn: Isbn, val former: Isbn?, val moreSheets: Sheets?, val title: String)

interface Editions : AsyncRepository<Edition, Isbn> {

	suspend fun agetByIsbn(isbn: Isbn): Edition

	suspend fun afirst(former: Isbn?): Edition?

	suspend fun alistByMoreSheets(sheets: Sheets?): List<Edition>

	fun alistByIsbnIn(isbns: List<Isbn>): CompletableFuture<List<Edition>>

	fun aiteratorByIsbnGte(isbn: Isbn): Flow<Edition>

	suspend fun acreate(isbn: Isbn, sheets: Sheets, title: String): Edition

	suspend fun aupdate(isbn: Isbn, @NewValue sheets: Sheets): Int

	suspend fun aupdateOrCreate(isbn: Isbn, @Defaults sheets: Sheets, @Defaults title: String): UpdateOrCreate<Edition>

	suspend fun agetIsbn(title: String): Isbn

	suspend fun agetSheets(title: String): Sheets

	suspend fun agetFormer(title: String): Isbn?

	suspend fun afirstMoreSheets(title: String): Sheets?

	suspend fun alistIsbnOrderByIsbnDesc(): List<Isbn>

	suspend fun alistOrderByIsbn(): List<Entry>

	@Query("select title from edition where isbn = :isbn")
	suspend fun titled(isbn: Isbn): String

	@Query("select isbn from edition order by isbn")
	fun isbns(): CompletableFuture<List<Isbn>>

	@Query("select max(isbn) from edition")
	suspend fun last(): Isbn

	@Query("select isbn, former, more_sheets, title from edition where former is not null")
	suspend fun entries(): List<Entry>

	fun Edition.isThick(): Boolean = sheets.number > 500

	fun Isbn.starting(length: Int): String = value.take(length)

	suspend fun twice(isbn: Isbn): String = titled(isbn).let { "$it $it" }

}

interface Leaflets : AsyncRepository<Leaflet, Isbn> {

	suspend fun agetByIsbn(isbn: Isbn): Leaflet

}

interface Copies : AsyncRepository<Copy, CopyId> {

	suspend fun alistByEdition(edition: Isbn): List<Copy>

	suspend fun alistIdByEdition(edition: Isbn): List<CopyId>

}
